"use strict";
/* Search over every name of everything, drawn or not, whatever its accents. */
claimgraph.search = (() => {
  const { model, words, selection, events } = claimgraph;
  const { element } = claimgraph.claims;
  const MOST = 12;
  const input = document.getElementById("search");
  const hits = document.getElementById("hits");
  const index = model.view.nodes.map((node) => ({
    node, names: [...new Set([...Object.values(node.labels), ...node.names])].map((text) => ({ text, folded: model.fold(text) })),
  }));
  let active = -1;

  /** How well a name answers: from its beginning, from the beginning of a word, anywhere, not at all. */
  function grade(folded, asked) {
    if (folded === asked) return 0;
    if (folded.startsWith(asked)) return 1;
    if (folded.includes(` ${asked}`)) return 2;
    return folded.includes(asked) ? 3 : 9;
  }

  function find(text) {
    const asked = model.fold(text);
    if (!asked) return [];
    const graded = index.map(({ node, names }) => {
      const best = names.map((each) => ({ ...each, grade: grade(each.folded, asked) })).sort((a, b) => a.grade - b.grade)[0];
      return { node, name: best.text, grade: best.grade };
    });
    return graded.filter((each) => each.grade < 9)
      .sort((a, b) => a.grade - b.grade || b.node.claims.length - a.node.claims.length || (a.node.id < b.node.id ? -1 : 1));
  }

  function option({ node, name }, i) {
    const label = words.name(node.id);
    const also = name === label ? null : element("span", { className: "also" }, name);
    const made = element("li", { id: `hit-${i}`, role: "option", "aria-selected": "false", "data-node": node.id },
      element("span", {}, label), also,
      element("span", { className: "kind" }, `${words.type(node.type)} · ${words.counted("claims-count", node.claims.length)}`));
    made.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
    made.addEventListener("click", () => choose(node.id));
    return made;
  }

  function show() {
    const found = find(input.value);
    const empty = input.value.trim() && !found.length;
    hits.replaceChildren(...found.slice(0, MOST).map(option));
    if (empty) hits.append(element("li", { className: "none", role: "option", "aria-disabled": "true" }, words.t("no-hits")));
    hits.hidden = !found.length && !empty;
    input.setAttribute("aria-expanded", String(!hits.hidden));
    move(found.length ? 0 : -1);
    if (input.value.trim()) {
      document.getElementById("status").textContent =
        empty ? words.t("no-hits") : words.t("hits", { count: words.number(found.length) });
    }
  }

  function move(to) {
    const options = [...hits.querySelectorAll("[data-node]")];
    active = options.length ? (to + options.length) % options.length : -1;
    options.forEach((each, i) => each.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function hide() {
    hits.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(id) {
    hide();
    input.value = "";
    selection.select("node", id);
    claimgraph.panel.enter();
  }

  function keyed(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (hits.hidden) show();
      else move(active + (event.key === "ArrowDown" ? 1 : -1));
      event.preventDefault();
    } else if (event.key === "Enter") {
      const chosen = hits.hidden ? null : hits.querySelectorAll("[data-node]")[active];
      if (chosen) choose(chosen.dataset.node);
      event.preventDefault();
    } else if (event.key === "Escape" && (input.value || !hits.hidden)) {
      input.value = "";
      hide();
      event.stopPropagation();
      event.preventDefault();
    }
  }

  function start() {
    input.addEventListener("input", show);
    input.addEventListener("focus", () => input.value && show());
    input.addEventListener("blur", hide);
    input.addEventListener("keydown", keyed);
    events.addEventListener("language", () => {
      if (!hits.hidden) show();
    });
  }

  return { start, find, focus: () => input.focus() };
})();
