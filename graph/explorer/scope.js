"use strict";
/* A part of the graph to look at by itself: what lies around a thing, or the shortest way between two. */
claimgraph.scope = (() => {
  const { model, filters, paths, address, tell } = claimgraph;
  const MOST = 400; // nodes around a thing that are drawn at once
  const DEPTHS = [1, 2, 3];
  let asked = null; // {kind: "around", id, depth} or {kind: "path", id, to}
  let known = null;

  function set(next) {
    if (!next && !asked) return;
    asked = next;
    known = null;
    tell("scope");
  }

  /** What is in scope by the filters as they are now: {nodes, edges, way, whole}; null where everything is. */
  function current() {
    if (!asked) return null;
    if (known?.version !== filters.version) known = { version: filters.version, ...(asked.kind === "path" ? path() : around()) };
    return known;
  }

  function around() {
    const { steps, whole } = paths.around(asked.id, asked.depth, filters.passesEdge, MOST);
    const nodes = new Set(steps.keys());
    const edges = new Set();
    for (const id of nodes) {
      for (const edge of model.nodes.get(id).edges) {
        if (nodes.has(edge.source) && nodes.has(edge.target) && filters.passesEdge(edge)) edges.add(edge.id);
      }
    }
    return { nodes, edges, whole, way: null };
  }

  function path() {
    const way = paths.shortest(asked.id, asked.to, filters.passesEdge);
    const steps = (way || []).slice(1).map((to, i) => paths.between(way[i], to, filters.passesEdge));
    return { nodes: new Set(way || [asked.id, asked.to]), edges: new Set(steps.flat().map((each) => each.id)), whole: true, way };
  }

  const has = (edge) => !asked || current().edges.has(edge.id);

  function apply(get) {
    const [id, to, depth] = [get("around"), get("to"), Number(get("depth")) || 1];
    if (!model.nodes.has(id)) set(null);
    else if (model.nodes.has(to)) set({ kind: "path", id, to });
    else set({ kind: "around", id, depth: DEPTHS.includes(depth) ? depth : 1 });
  }

  address.keep(() => {
    if (!asked) return {};
    return asked.kind === "path" ? { around: asked.id, to: asked.to } : { around: asked.id, depth: String(asked.depth) };
  }, apply);

  return {
    DEPTHS, MOST, current, set, clear: () => set(null),
    get asked() { return asked; },
    passesEdge: (edge) => filters.passesEdge(edge) && has(edge),
    passesClaim: (claim) => filters.passesClaim(claim) && (!asked || Boolean(claim.edge && current().edges.has(claim.edge))),
  };
})();
