"use strict";
/* Switches for the facets: only these relations, sources, speakers, languages, only what is as sure as this. */
claimgraph.narrowing = (() => {
  const { words, facets, filters, events } = claimgraph;
  const { fold } = claimgraph.fold;
  const { element, button } = claimgraph.elements;
  const { t } = words;
  const MANY = 12; // values before a field to find them is worth its room
  const MOST = 60; // values that are listed at once
  const body = document.getElementById("narrowing");
  const open = new Set();

  function toggle(key, value, on) {
    const next = new Set(facets.chosen[key]);
    if (on) next.add(value);
    else next.delete(value);
    filters.choose(key, next);
  }

  function entry(key, { value, count }) {
    const input = element("input", { type: "checkbox", checked: facets.chosen[key].has(value), name: `${key}:${value}` });
    input.addEventListener("change", () => toggle(key, value, input.checked));
    return element("label", {}, input, element("span", { className: "text" }, facets.label(key, value)),
      element("span", { className: "count" }, words.number(count)));
  }

  /** Chosen values come first, so that they are not lost among many. */
  function entries(key, text) {
    const wanted = fold(text);
    const found = facets.values(key).filter(({ value }) => !wanted || fold(facets.label(key, value)).includes(wanted));
    const chosen = found.filter(({ value }) => facets.chosen[key].has(value));
    const others = found.filter(({ value }) => !facets.chosen[key].has(value));
    const rest = found.length - MOST;
    return [...[...chosen, ...others].slice(0, MOST).map((each) => entry(key, each)),
      ...(rest > 0 ? [element("p", { className: "note" }, t("and-more", { count: words.number(rest) }))] : [])];
  }

  function values(key) {
    const box = element("div", { className: "values", role: "group", ariaLabel: t(`facet-${key}`) });
    box.append(...entries(key, ""));
    if (facets.values(key).length <= MANY) return [box];
    const field = element("input", { type: "search", className: "find", ariaLabel: t("find-in", { facet: t(`facet-${key}`) }), placeholder: t("find") });
    field.addEventListener("input", () => box.replaceChildren(...entries(key, field.value)));
    return [field, box];
  }

  function facet(key) {
    const chosen = facets.chosen[key].size;
    const box = element("details", { className: "facet", "data-facet": key },
      element("summary", {}, t(`facet-${key}`), chosen ? element("span", { className: "count" }, ` (${words.number(chosen)})`) : null));
    const fill = () => {
      if (box.children.length > 1) return;
      box.append(...values(key), ...(chosen ? [button(t("choose-all"), () => filters.choose(key, []), { className: "read" })] : []));
    };
    box.open = open.has(key);
    if (box.open) fill();
    box.addEventListener("toggle", () => {
      if (box.open) open.add(key);
      else open.delete(key);
      fill();
    });
    return box;
  }

  function render() {
    const focused = body.contains(document.activeElement) ? document.activeElement.name : null;
    body.replaceChildren(element("p", { className: "heading" }, t("only")), ...facets.keys.map(facet));
    if (focused) body.querySelector(`[name="${CSS.escape(focused)}"]`)?.focus();
  }

  function start() {
    render();
    events.addEventListener("language", render);
    events.addEventListener("filters", render);
  }

  return { start };
})();
