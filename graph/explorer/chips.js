"use strict";
/* What narrows the view just now, each with a button that takes it away. */
claimgraph.chips = (() => {
  const { words, facets, filters, scope, events } = claimgraph;
  const { element, button } = claimgraph.elements;
  const { t } = words;
  const bar = document.getElementById("chips");

  function chip(text, remove) {
    return element("li", {}, element("span", {}, text), button("×", remove, { ariaLabel: t("remove", { what: text }) }));
  }

  function scopeChip() {
    const { asked } = scope;
    if (!asked) return [];
    if (asked.kind === "path") return [chip(t("chip-path", { from: words.name(asked.id), to: words.name(asked.to) }), scope.clear)];
    const steps = words.counted("steps", asked.depth);
    const cut = scope.current().whole ? "" : ` (${t("chip-cut", { count: words.number(scope.MOST) })})`;
    return [chip(t("chip-around", { name: words.name(asked.id), steps }) + cut, scope.clear)];
  }

  function facetChips(key) {
    const chosen = [...facets.chosen[key]];
    if (!chosen.length) return [];
    const names = chosen.slice(0, 3).map((each) => facets.label(key, each)).join(", ") + (chosen.length > 3 ? " …" : "");
    return [chip(t("chip", { facet: t(`facet-${key}`), values: names }), () => filters.choose(key, []))];
  }

  function timeChip() {
    const { by, from, to } = filters.time;
    if (!from && !to) return [];
    return [chip(t("chip", { facet: t(`by-${by}`), values: words.span(from, to) }), () => filters.setTime({ from: "", to: "" }))];
  }

  function render() {
    const inside = bar.contains(document.activeElement);
    const found = [...scopeChip(), ...facets.keys.flatMap(facetChips), ...timeChip()];
    const all = found.length > 1 ? [element("li", { className: "all" }, button(t("clear-all"), () => { scope.clear(); filters.reset(); }))] : [];
    bar.hidden = !found.length;
    bar.replaceChildren(...found, ...all);
    if (inside) (bar.querySelector("button") || document.getElementById("canvas")).focus();
  }

  function start() {
    for (const what of ["filters", "scope", "language"]) events.addEventListener(what, render);
    render();
  }

  return { start };
})();
