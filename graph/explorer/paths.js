"use strict";
/* Ways through the graph, over the edges that a test lets through, whatever their direction. */
claimgraph.paths = (() => {
  const { model } = claimgraph;
  const otherEnd = (edge, id) => (edge.source === id ? edge.target : edge.source);

  /** The nodes within `depth` steps of a node, by the steps to them; no more than `most`, the nearest first. */
  function around(start, depth, lets, most = Infinity) {
    const steps = new Map([[start, 0]]);
    for (const [id, step] of steps) { // a Map goes on to what is added on the way
      if (step === depth) continue;
      for (const edge of model.nodes.get(id).edges) {
        const other = otherEnd(edge, id);
        if (steps.has(other) || !lets(edge)) continue;
        if (steps.size >= most) return { steps, whole: false };
        steps.set(other, step + 1);
      }
    }
    return { steps, whole: true };
  }

  /** The nodes of a shortest way between two nodes; of equally short ones that whose edges rest on most sources. */
  function shortest(from, to, lets) {
    let front = new Map([[from, { before: null, sources: 0 }]]);
    const reached = new Map(front);
    while (front.size && !reached.has(to)) {
      const next = new Map();
      for (const [id, { sources }] of front) {
        for (const edge of model.nodes.get(id).edges) {
          const other = otherEnd(edge, id);
          if (reached.has(other) || !lets(edge)) continue;
          const total = sources + (edge.origins ?? edge.sources);
          if (!next.has(other) || next.get(other).sources < total) next.set(other, { before: id, sources: total });
        }
      }
      for (const [id, each] of next) reached.set(id, each);
      front = next;
    }
    if (!reached.has(to)) return null;
    const way = [];
    for (let id = to; id !== null; id = reached.get(id).before) way.unshift(id);
    return way;
  }

  /** All edges between two nodes that are let through. */
  const between = (a, b, lets) => model.nodes.get(a).edges.filter((each) => otherEnd(each, a) === b && lets(each));

  return { around, shortest, between, otherEnd };
})();
