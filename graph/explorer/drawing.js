"use strict";
/* The graph on the canvas: vis-network draws it from pyvis' nodes and edges; this says which, and how they look. */
claimgraph.drawing = (() => {
  const { model, words, filters, scope, selection, geometry, labels, looks, events } = claimgraph;
  const MOST_BROUGHT = 600; // edges outside the core that a filter brings in
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const placed = new Map(); // id -> {id, x, y, size}: where nodes stand, kept up when they are dragged
  const drawn = new Map(); // id -> {id, from, to}: the edges on the canvas, shown or not
  const given = new Map(); // id -> what vis-network was last told of it
  let bends = new Map();
  let network = null;
  let shown = { nodes: new Set(), edges: new Set() };
  let written = [];
  let hovered = null;

  const container = document.getElementById("canvas");

  /** What is selected and what it touches; null where nothing is, or where only what lies around it is shown anyway. */
  function focus() {
    const { current } = selection;
    if (!current || (current.kind === "node" && scope.current()?.nodes.has(current.id))) return null;
    if (current.kind === "edge") {
      const edge = model.edges.get(current.id);
      return { nodes: new Set([edge.source, edge.target]), edges: new Set([edge.id]) };
    }
    const touching = model.nodes.get(current.id).edges;
    return {
      nodes: new Set([current.id, ...touching.flatMap((each) => [each.source, each.target])]),
      edges: new Set(touching.map((each) => each.id)),
    };
  }

  const isSelected = (kind, id) => selection.current?.kind === kind && selection.current.id === id;
  const statusOf = (edge) => filters.look(edge)?.status || edge.status;

  function nodeLook(id, near) {
    const { colours } = looks;
    const selected = isSelected("node", id);
    const background = looks.shape(id).colour;
    const border = selected ? colours.accent : colours.rim;
    const both = { background, border };
    return {
      id, color: { ...both, highlight: both, hover: { background, border: colours.accent } },
      borderWidth: selected ? 4 : 1.2, borderWidthSelected: 4, hidden: !shown.nodes.has(id),
      opacity: near && !near.nodes.has(id) ? 0.25 : 1, chosen: false,
    };
  }

  function arrows(edge, status) {
    const ends = looks.ends(edge, status);
    const end = (type) => ({ enabled: Boolean(type), type: type || "arrow", scaleFactor: type === "circle" ? 0.5 : 0.6 });
    return { to: end(ends.to), from: end(ends.from) };
  }

  function edgeLook(id, near) {
    const edge = model.edges.get(id);
    const { status, sources } = filters.look(edge) || edge;
    const kind = looks.line(edge, status);
    const colour = looks.colour(kind);
    const bend = bends.get(id) || 0;
    return {
      id, dashes: looks.DASHES[kind], arrows: arrows(edge, status), hidden: !shown.edges.has(id), chosen: false,
      width: (isSelected("edge", id) ? 2 : 0) + looks.width(sources),
      color: { color: colour, hover: looks.colours.accent, highlight: colour, inherit: false,
        opacity: near && !near.edges.has(id) ? 0.15 : 1 },
      smooth: { enabled: bend !== 0, type: bend < 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(bend) },
    };
  }

  /** Decides what is shown: what passes the filters and is in scope, and whatever is selected even if it does not. */
  function decide() {
    const { current } = selection;
    const wanted = { nodes: new Set(scope.current()?.nodes), edges: new Set() };
    for (const id of drawn.keys()) {
      const edge = model.edges.get(id);
      if (!scope.passesEdge(edge) && !isSelected("edge", id)) continue;
      wanted.edges.add(id);
      wanted.nodes.add(edge.source).add(edge.target);
    }
    if (current?.kind === "node") wanted.nodes.add(current.id);
    shown = wanted;
  }

  /** What of a look differs from the last one: vis-network takes its time over every option that it is given. */
  function changes(look) {
    const text = JSON.stringify(look);
    const before = given.get(look.id);
    if (before?.text === text) return null;
    given.set(look.id, { look, text });
    if (!before) return look;
    const same = (key) => JSON.stringify(look[key]) === JSON.stringify(before.look[key]);
    return { ...Object.fromEntries(Object.entries(look).filter(([key]) => !same(key))), id: look.id };
  }

  function refresh() {
    decide();
    const near = focus();
    nodes.update([...placed.keys()].map((id) => changes(nodeLook(id, near))).filter(Boolean));
    edges.update([...drawn.keys()].map((id) => changes(edgeLook(id, near))).filter(Boolean));
    label();
  }

  function label() {
    container.setAttribute("aria-label",
      words.t("canvas-label", { nodes: words.number(shown.nodes.size), edges: words.number(shown.edges.size) }));
  }

  /** Adds nodes and edges with their looks: to change them afterwards would take as long again. */
  function add(newNodes, newEdges) {
    for (const { id, x, y, size } of newNodes) placed.set(id, { id, x, y, size });
    for (const { id, from, to } of newEdges) drawn.set(id, { id, from, to });
    bends = geometry.routes([...drawn.values()], placed);
    decide();
    const near = focus();
    nodes.add(newNodes.map(({ id, x, y, size, shape }) => ({ x, y, size, shape, ...changes(nodeLook(id, near)) })));
    edges.add(newEdges.map(({ id, from, to }) => ({ from, to, ...changes(edgeLook(id, near)) })));
  }

  /** Puts on the canvas what is not there yet. */
  function draw(nodeIds, drawnEdges) {
    const wanted = new Set(nodeIds);
    for (const each of drawnEdges) wanted.add(each.source).add(each.target);
    const newNodes = [...wanted].filter((id) => !placed.has(id)).map((id) => ({ ...model.nodes.get(id), shape: looks.shape(id).shape }));
    const newEdges = drawnEdges.filter(({ id }) => !drawn.has(id)).map(({ id, source, target }) => ({ id, from: source, to: target }));
    if (newNodes.length || newEdges.length) add(newNodes, newEdges);
  }

  /** The node or edge that is selected, with the nodes it needs. */
  function drawSelected() {
    const { current } = selection;
    if (!current) return;
    if (current.kind === "edge") draw([], [model.edges.get(current.id)]);
    else draw([current.id], model.nodes.get(current.id).edges.slice(0, 200));
  }

  /** What is in scope, or else what a filter lets through, if that is little enough to be seen. */
  function drawWanted() {
    const inScope = scope.current();
    if (inScope) draw(inScope.nodes, [...inScope.edges].map((id) => model.edges.get(id)));
    else if (drawn.size < model.view.edges.length) {
      const passing = model.view.edges.filter(filters.passesEdge);
      if (passing.length <= MOST_BROUGHT) draw([], passing);
    }
  }

  const order = (a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1);

  /** The names on the canvas, those that matter most first. */
  function texts() {
    const { colours } = looks;
    const near = focus();
    const strength = (set, id) => (near && !near[set].has(id) ? 0.3 : 1);
    const first = (set, id) => Boolean(near?.[set].has(id) || hovered === id);
    const disputes = [...shown.edges].filter((id) => model.edges.get(id).disputed);
    const telling = new Set(near || disputes.length > 12 ? [] : disputes); // few enough to come before names
    const drawnNodes = [...shown.nodes].map((id) => ({
      ...placed.get(id), text: words.name(id), strength: strength("nodes", id), rank: model.nodes.get(id).claims.length,
      colours: { text: colours.text, halo: colours.ground }, first: first("nodes", id),
    }));
    const drawnEdges = [...shown.edges].map((id) => {
      const edge = model.edges.get(id);
      const status = statusOf(edge);
      const kind = looks.line(edge, status);
      return {
        id, from: placed.get(edge.source), to: placed.get(edge.target), roundness: bends.get(id) || 0,
        text: words.edgeLabel(edge, status), strength: strength("edges", id), first: first("edges", id) || telling.has(id),
        rank: edge.claims.length + (edge.disputed ? 100 : 0) + (kind === "asserted" ? 0 : 50), // what is no plain fact must say so
        mark: edge.disputed ? looks.colours.disputed : null,
        colours: { text: ["disputed", "negative"].includes(kind) ? looks.colour(kind) : colours.muted, halo: colours.ground },
      };
    });
    return { nodes: drawnNodes.sort(order), edges: drawnEdges.sort(order) };
  }

  function paintLabels(context) {
    const { nodes: names, edges: relations } = texts();
    const view = claimgraph.viewport.inSight();
    const visible = names.filter(({ x, y }) => x > view.left && x < view.right && y > view.top && y < view.bottom);
    written = labels.paint(context, network.getScale(), { view, covered: claimgraph.viewport.covered() }, visible, relations);
  }

  function labelAt({ x, y }) {
    const hit = ({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    return written.find(hit);
  }

  function clicked({ nodes: [node], edges: [edge], pointer }) {
    const label = node ? null : labelAt(pointer.canvas);
    if (node) selection.select("node", node);
    else if (label) selection.select(label.kind, label.id);
    else if (edge) selection.select("edge", edge);
    else selection.clear();
  }

  function listen() {
    network.on("click", clicked);
    network.on("afterDrawing", paintLabels);
    network.on("hoverEdge", ({ edge }) => { hovered = edge; });
    network.on("hoverNode", ({ node }) => { hovered = node; });
    network.on("blurEdge", () => { hovered = null; });
    network.on("blurNode", () => { hovered = null; });
    network.on("dragging", ({ nodes: dragged }) => {
      for (const [id, point] of Object.entries(network.getPositions(dragged))) Object.assign(placed.get(id), point);
    });
    const again = () => { drawWanted(); refresh(); };
    events.addEventListener("filters", again);
    events.addEventListener("scope", again);
    events.addEventListener("language", refresh);
    events.addEventListener("theme", refresh);
    events.addEventListener("selection", () => { drawSelected(); refresh(); });
  }

  function start() {
    add(model.drawing.nodes, model.drawing.edges);
    network = new vis.Network(container, { nodes, edges }, {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { shapeProperties: { interpolation: false } },
      edges: { selectionWidth: 0, hoverWidth: 0.8, selfReference: { size: 22 } },
      interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, hideEdgesOnDrag: drawn.size > 1200 },
    });
    label();
    claimgraph.viewport.start(network);
    listen();
  }

  return {
    start, focus, container, placed,
    redraw: () => network.redraw(),
    get shown() { return shown; },
    get bends() { return bends; },
    get written() { return written; },
    get network() { return network; },
    /** What is on the canvas, for tests and for the console. */
    state: () => ({
      nodes: [...shown.nodes], edges: [...shown.edges], written: written.map(({ kind, id, box }) => ({ kind, id, ...box })),
      scale: network.getScale(), canvasToDOM: (point) => network.canvasToDOM(point), bends, placed,
    }),
  };
})();
