"use strict";
/* The legend: what lines and shapes mean, how many there are, and switches for them. */
claimgraph.legend = (() => {
  const { model, words, filters, selection, events } = claimgraph;
  const { element, button, svg, lineSample } = claimgraph.claims;
  const { t } = words;
  const CATEGORIES = ["asserted", "reported", "planned", "predicted", "possible", "disputed", "negative"];
  const MOST_DISPUTES = 8;
  const narrow = matchMedia("(max-width: 60rem)");
  const legend = document.getElementById("legend");
  const body = document.getElementById("legend-body");

  function shape(kind) {
    const points = {
      triangle: "10,3 18,17 2,17", triangleDown: "2,3 18,3 10,17", square: "3,3 17,3 17,17 3,17", diamond: "10,1 18,10 10,19 2,10",
      hexagon: "5,3 15,3 19,10 15,17 5,17 1,10", star: "10,1 12.6,7.4 19.5,7.9 14.2,12.3 15.9,19 10,15.3 4.1,19 5.8,12.3 0.5,7.9 7.4,7.4",
    }[kind];
    return points ? svg("polygon", { points }) : svg("circle", { cx: 10, cy: 10, r: 8 });
  }

  function shapeSample({ shape: kind, colour }) {
    const drawn = shape(kind);
    drawn.setAttribute("fill", colour);
    return svg("svg", { class: "sample shape", viewBox: "0 0 20 20", width: 16, height: 16, "aria-hidden": "true" }, drawn);
  }

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
    const counts = tally(closed, model.categoryOf);
    const open = model.view.edges.length - closed.length;
    const found = CATEGORIES.filter((each) => counts.has(each)).map((each) =>
      entry(each, lineSample(each), t(each), counts.get(each), filters.isOn(each), (on) => filters.setCategory(each, on)));
    if (open) found.push(entry("open", lineSample("open"), t("open"), open, filters.isOn("open"), (on) => filters.setCategory("open", on)));
    return found;
  }

  function shapes() {
    const touched = model.view.nodes.filter((each) => model.edgesOf.get(each.id).length);
    const counts = tally(touched, (each) => each.type);
    const known = [...Object.keys(model.view.types), ...counts.keys()].filter((each, i, all) => all.indexOf(each) === i);
    return known.filter((each) => counts.has(each)).map((each) =>
      entry(`type-${each}`, shapeSample(model.view.types[each] || model.view.types.Thing), words.type(each), counts.get(each),
        filters.typeIsOn(each), (on) => filters.setType(each, on)));
  }

  /** What a reader of conflict news asks first: where do they contradict each other? */
  function disputes() {
    const found = model.view.edges.filter((each) => each.disputed && !each.open)
      .sort((a, b) => b.claims.length - a.claims.length || (a.id < b.id ? -1 : 1)).slice(0, MOST_DISPUTES);
    return found.map((edge) => button(
      [words.name(edge.source), words.relation(edge), words.name(edge.target)].join(" "),
      () => {
        if (narrow.matches) legend.open = false; // it lies over what is being shown
        selection.select("edge", edge.id);
      }, { className: "thing" }));
  }

  function render() {
    const focused = body.contains(document.activeElement) ? document.activeElement.name : null;
    const group = (title, entries) => element("fieldset", {}, element("legend", {}, title), ...entries);
    const rest = model.view.rest.nodes.filter((each) => model.edgesOf.get(each.id).length).length;
    const disputed = disputes();
    body.replaceChildren(group(t("lines"), lines()),
      ...(disputed.length ? [element("nav", { ariaLabel: t("disputes") }, element("p", {}, t("disputes")), ...disputed)] : []),
      group(t("shapes"), shapes()),
      ...(rest ? [element("p", { className: "note" }, t("not-shown-core", { count: words.number(rest) }))] : []));
    if (focused) body.querySelector(`[name="${CSS.escape(focused)}"]`)?.focus();
  }

  function start() {
    if (narrow.matches) legend.open = false;
    render();
    events.addEventListener("language", render);
    events.addEventListener("filters", render);
  }

  return { start };
})();
