"use strict";
/* How nodes and edges look: colour, line, ends, width. The same on the canvas, in the legend and in a saved picture. */
claimgraph.looks = (() => {
  const { model, events } = claimgraph;
  const SOON = [2, 6];
  const DASHES = {
    asserted: false, reported: [14, 7], planned: SOON, predicted: SOON, possible: SOON, negative: [12, 5, 2, 5], disputed: [22, 4, 6, 4],
  };
  const NAMES = ["ground", "text", "muted", "line", "soft", "negative", "disputed", "accent", "rim"];
  const { types } = model.view;
  let colours = {};

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    colours = Object.fromEntries(NAMES.map((each) => [each, style.getPropertyValue(`--${each}`).trim()]));
  }

  readColours();
  events.addEventListener("theme", readColours);

  const ofType = (type) => types[type] || types.Thing;
  const shape = (id) => ofType(model.nodes.get(id).type);

  /** The name of the look of a line: a dispute outweighs how sure either side is. */
  const line = (edge, status) => (edge.disputed ? "disputed" : status);

  function colour(kind) {
    if (kind === "disputed" || kind === "negative") return colours[kind];
    return ["asserted", "reported"].includes(kind) ? colours.line : colours.soft;
  }

  /** "arrow", "bar" and "circle", at both ends. A circle stands where the text names a place and no party. */
  function ends(edge, status) {
    const to = status === "negative" ? "bar" : "arrow";
    return { from: edge.via === "by-unnamed" ? "circle" : null, to: edge.via === "at-place" ? "circle" : to };
  }

  /** Wider with the number of independent sources. */
  const width = (sources) => 1.3 + Math.min(4, 1.3 * Math.log2(Math.max(1, sources)));

  return { DASHES, ofType, shape, line, colour, ends, width, get colours() { return colours; } };
})();
