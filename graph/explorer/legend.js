"use strict";
/* The legend: what lines and shapes mean, how many there are, and switches for them. */
claimgraph.legend = (() => {
  const { model, words, filters, selection, disputes, events } = claimgraph;
  const { element, button, lineSample, shapeSample } = claimgraph.elements;
  const { t } = words;
  const MOST_DISPUTES = 8;
  const narrow = matchMedia("(max-width: 60rem)");
  const legend = document.getElementById("legend");
  const body = document.getElementById("legend-body");

  function entry(key, sample, text, count, isOn, set) {
    const input = element("input", { type: "checkbox", checked: isOn, name: key });
    input.addEventListener("change", () => set(input.checked));
    return element("label", {}, input, sample, element("span", { className: "text" }, text),
      element("span", { className: "count" }, words.number(count)));
  }

  function tally(items, key) {
    const counts = new Map();
    for (const each of items) counts.set(key(each), (counts.get(key(each)) || 0) + 1);
    return counts;
  }

  function lines() {
    const closed = model.view.edges.filter((each) => !each.open);
    const counts = tally(closed, model.categoryOf).set("open", model.view.edges.length - closed.length);
    return filters.CATEGORIES.filter((each) => counts.get(each)).map((each) =>
      entry(each, lineSample(each), t(each), counts.get(each), filters.isOn(each), (on) => filters.setCategory(each, on)));
  }

  const touched = model.view.nodes.filter((each) => each.edges.length);

  function shapes() {
    const counts = tally(touched, (each) => each.type);
    const known = [...new Set([...Object.keys(model.view.types), ...counts.keys()])];
    return known.filter((each) => counts.has(each)).map((each) =>
      entry(`type-${each}`, shapeSample(each), words.type(each), counts.get(each), filters.typeIsOn(each), (on) => filters.setType(each, on)));
  }

  /** What a reader of conflict news asks first: where do they contradict each other? */
  function disputed() {
    return disputes.all.slice(0, MOST_DISPUTES).map((each) => button(disputes.title(each), () => {
      const edge = [...each.left, ...each.right].find((claim) => claim.edge)?.edge;
      if (!edge) return void disputes.compare(each);
      if (narrow.matches) legend.open = false; // it lies over what is being shown
      selection.select("edge", edge);
    }, { className: "thing" }));
  }

  function render() {
    const focused = body.contains(document.activeElement) ? document.activeElement.name : null;
    const group = (title, entries, ...more) => element("fieldset", {}, element("legend", {}, title), ...entries, ...more);
    const rest = touched.filter((each) => !each.core).length;
    const found = disputed();
    body.replaceChildren(
      group(t("lines"), lines(), element("p", { className: "note" }, t("width-note"))),
      ...(found.length ? [element("nav", { ariaLabel: t("disputes") }, element("p", {}, t("disputes")), ...found)] : []),
      group(t("shapes"), shapes()),
      ...(rest ? [element("p", { className: "note" }, t("not-shown-core", { count: words.number(rest) }))] : []));
    if (focused) body.querySelector(`[name="${CSS.escape(focused)}"]`)?.focus();
  }

  function start() {
    if (narrow.matches) legend.open = false;
    render();
    let before = legend.open;
    addEventListener("beforeprint", () => { before = legend.open; legend.open = true; });
    addEventListener("afterprint", () => { legend.open = before; });
    for (const what of ["language", "filters", "theme"]) events.addEventListener(what, render);
  }

  return { start };
})();
