"use strict";
/* Puts the parts together. */
(() => {
  const { model, words, theme, address, drawing, list, help, events, tell } = claimgraph;
  const get = (id) => document.getElementById(id);
  let shown = "graph";

  function fillPage() {
    words.fill();
    const counted = { claims: model.view.claims.length, articles: model.view.articles.length, nodes: model.view.nodes.length };
    get("summary").textContent = words.t("summary", Object.fromEntries(Object.entries(counted).map(([key, value]) => [key, words.number(value)])));
    const other = otherLanguage();
    get("language").textContent = model.view.strings[other]["language-name"];
    get("language").lang = other;
    fillTheme();
  }

  const otherLanguage = () => model.view.languages.find((each) => each !== words.language);

  function fillTheme() {
    const next = theme.current === "dark" ? "light" : "dark";
    get("theme").textContent = next === "dark" ? "☾" : "☀";
    get("theme").ariaLabel = words.t(`to-${next}`);
    get("theme").title = words.t(`to-${next}`);
  }

  function show(which) {
    shown = which;
    for (const each of ["graph", "list"]) {
      get(each).hidden = each !== which;
      get(`show-${each}`).setAttribute("aria-pressed", String(each === which));
    }
    document.body.classList.toggle("with-list", which === "list");
    if (which === "list") list.render();
    else drawing.redraw();
    tell("view");
  }

  claimgraph.shownView = () => shown;
  address.keep(() => ({ view: shown === "list" ? "list" : "", theme: theme.chosen || "" }), (of) => {
    theme.set(of("theme"));
    show(of("view") === "list" ? "list" : "graph");
  });

  function skip(event) {
    event.preventDefault();
    show("list");
    get("list").focus();
  }

  fillPage();
  events.addEventListener("language", fillPage);
  events.addEventListener("theme", fillTheme);
  for (const part of ["legend", "narrowing", "chips", "timeline", "drawing", "panel", "list", "search", "share", "keys"]) claimgraph[part].start();
  get("show-graph").addEventListener("click", () => show("graph"));
  get("show-list").addEventListener("click", () => show("list"));
  get("skip").addEventListener("click", skip);
  get("language").addEventListener("click", () => words.setLanguage(otherLanguage()));
  get("theme").addEventListener("click", theme.toggle);
  get("help").addEventListener("click", help.open);
  address.start();
  document.body.classList.add("ready");
  claimgraph.show = show;
})();
