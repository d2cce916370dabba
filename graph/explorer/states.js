"use strict";
/* A strip for a place: who had it, from when to when, according to whom. */
claimgraph.states = (() => {
  const { model, words, selection } = claimgraph;
  const { element, button, nodeButton } = claimgraph.elements;
  const { t } = words;

  /** The first moment of a date of any granularity. */
  const day = (text) => Date.parse(text.slice(0, 10).padEnd(10, "-01-01".slice(text.length === 7 ? 3 : 0)));

  /** The first and the last moment of all states, to measure them by. An open end reaches to the last date there is. */
  function extent(states) {
    const times = states.flatMap(({ start, end }) => [start, end]).filter(Boolean).map(day).filter(Number.isFinite);
    const published = model.view.articles.map((each) => model.dateOf(each)).filter(Boolean).map(day).filter(Number.isFinite);
    const all = [...times, ...published];
    return all.length ? [Math.min(...all), Math.max(...all)] : [0, 1];
  }

  function bar({ start, end }, [first, last]) {
    const length = Math.max(1, last - first);
    const from = start ? (day(start) - first) / length : 0;
    const to = end ? (day(end) - first) / length : 1;
    const drawn = element("span", { className: `bar${start ? "" : " from-before"}${end ? "" : " to-after"}` });
    drawn.style.marginLeft = `${Math.min(97, from * 100)}%`;
    drawn.style.width = `${Math.max(3, (to - from) * 100)}%`;
    return element("span", { className: "track", ariaHidden: "true" }, drawn);
  }

  function row(state, range) {
    const claims = (state.claims || []).map((id) => model.claims.get(id)).filter(Boolean);
    const speakers = [...new Set(claims.map(words.speaker))];
    const edge = claims.find((each) => each.edge)?.edge;
    const actor = model.nodes.has(state.actor) ? nodeButton(state.actor) : String(state.actor);
    return element("li", {},
      element("p", {}, actor, " ", element("span", { className: "relation" }, words.relationName(state.relation))),
      state.start || state.end ? bar(state, range) : null,
      element("p", { className: "source" }, element("span", {}, words.span(state.start, state.end) || t("undated")),
        speakers.length ? element("span", {}, t("according-to", { speakers: speakers.join("; ") })) : null),
      edge ? button(words.counted("claims-count", claims.length), () => selection.select("edge", edge), { className: "details" }) : null);
  }

  /** The strip of a place, or null where nothing is known. */
  function strip(place) {
    const states = (model.view.states || []).filter((each) => each.place === place);
    if (!states.length) return null;
    const range = extent(states);
    const ordered = [...states].sort((a, b) => ((a.start || "") < (b.start || "") ? -1 : 1));
    return element("section", { className: "states" }, element("h3", {}, t("who-when")), element("ol", {}, ...ordered.map((each) => row(each, range))));
  }

  return { strip };
})();
