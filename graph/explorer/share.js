"use strict";
/* What can be taken along: the address of this view, pictures of it, the claims as a table, paper. */
claimgraph.share = (() => {
  const { words, address, csv, picture, list, citation, events } = claimgraph;
  const { button } = claimgraph.elements;
  const { t } = words;
  const menu = document.getElementById("share");
  const body = document.getElementById("share-body");

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    close();
  }

  function close() {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }

  const text = (content, type) => new Blob([content], { type: `${type};charset=utf-8` });
  const graphOnly = () => claimgraph.shownView() === "graph";

  const ENTRIES = [
    ["copy-link", (made) => citation.copyWith(made, address.link()), () => true],
    ["save-csv", () => save(text(csv.table(list.shown()), "text/csv"), "claims.csv"), () => true],
    ["save-png", async () => save(await picture.png(), "graph.png"), graphOnly],
    ["save-svg", () => save(text(picture.vector(), "image/svg+xml"), "graph.svg"), graphOnly],
    ["print", () => { close(); print(); }, () => true],
  ];

  function render() {
    body.replaceChildren(...ENTRIES.filter(([, , fits]) => fits()).map(([key, action]) => {
      const made = button(t(key), () => action(made), { id: key });
      return made;
    }));
  }

  function keyed(event) {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    close();
  }

  function start() {
    render();
    events.addEventListener("language", render);
    events.addEventListener("view", render);
    menu.addEventListener("keydown", keyed);
    document.addEventListener("pointerdown", (event) => {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  }

  return { start };
})();
