"use strict";
/* Puts the parts together. */
(() => {
  const { model, words, selection, drawing, panel, list, search, legend, reader, events } = claimgraph;
  const get = (id) => document.getElementById(id);

  function fillPage() {
    words.fill();
    const counted = { claims: model.view.claims.length, articles: model.view.articles.length, nodes: model.view.nodes.length };
    const shown = Object.fromEntries(Object.entries(counted).map(([key, value]) => [key, words.number(value)]));
    get("summary").textContent = words.t("summary", shown);
    const other = model.view.languages.find((each) => each !== words.language);
    get("language").textContent = model.view.strings[other]["language-name"];
    get("language").lang = other;
  }

  function show(which) {
    for (const each of ["graph", "list"]) {
      get(each).hidden = each !== which;
      get(`show-${each}`).setAttribute("aria-pressed", String(each === which));
    }
    document.body.classList.toggle("with-list", which === "list");
    if (which === "list") list.render();
    else drawing.redraw();
  }

  function keyed(event) {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing && !reader.isOpen && !event.ctrlKey && !event.metaKey) {
      search.focus();
      event.preventDefault();
    } else if (event.key === "Escape" && !reader.isOpen && selection.current) panel.close();
  }

  fillPage();
  events.addEventListener("language", fillPage);
  for (const each of [legend, drawing, panel, list, search]) each.start();
  get("show-graph").addEventListener("click", () => show("graph"));
  get("show-list").addEventListener("click", () => show("list"));
  get("skip").addEventListener("click", (event) => {
    event.preventDefault();
    show("list");
    get("list").focus();
  });
  get("language").addEventListener("click", () => words.setLanguage(model.view.languages.find((each) => each !== words.language)));
  document.addEventListener("keydown", keyed);
  addEventListener("hashchange", () => selection.fromAddress());
  selection.fromAddress();
  claimgraph.show = show;
})();
