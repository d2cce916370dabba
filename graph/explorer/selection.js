"use strict";
/* What is selected: nothing, a node or an edge. */
claimgraph.selection = (() => {
  const { model, address, tell } = claimgraph;
  const known = { node: model.nodes, edge: model.edges };
  let current = null;

  function select(kind, id) {
    if (kind && !known[kind]?.has(id)) return false;
    current = kind ? { kind, id } : null;
    tell("selection");
    return true;
  }

  function apply(get) {
    const kind = Object.keys(known).find((each) => known[each].has(get(each)));
    select(kind ?? null, kind && get(kind));
  }

  address.keep(() => (current ? { [current.kind]: current.id } : {}), apply);

  return { select, clear: () => select(null), get current() { return current; } };
})();
