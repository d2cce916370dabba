"use strict";
/* The graph on the canvas: vis-network draws it from pyvis' nodes and edges; this gives it looks, filters and keys. */
claimgraph.drawing = (() => {
  const { model, words, filters, selection, geometry, labels, events } = claimgraph;
  const DASHES = { asserted: false, reported: [14, 7], planned: [2, 6], predicted: [2, 6], possible: [2, 6], negative: [12, 5, 2, 5] };
  const rest = { nodes: new Map(), edges: new Map() };
  for (const each of model.view.rest.nodes) rest.nodes.set(each.id, each);
  for (const each of model.view.rest.edges) rest.edges.set(each.id, each);

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const placed = new Map(); // id -> {id, x, y, size}: where nodes stand, kept up when they are dragged
  const looks = new Map();
  let bends = new Map();
  let network = null;
  let colours = {};
  let shown = { nodes: new Set(), edges: new Set() };
  let written = [];
  let hovered = null;

  const container = document.getElementById("canvas");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const names = ["ground", "text", "muted", "line", "soft", "negative", "disputed", "accent", "rim"];
    colours = Object.fromEntries(names.map((each) => [each, style.getPropertyValue(`--${each}`).trim()]));
  }

  function lineColour(edge) {
    if (edge.disputed) return colours.disputed;
    if (edge.status === "negative") return colours.negative;
    return ["asserted", "reported"].includes(edge.status) ? colours.line : colours.soft;
  }

  function arrows(edge) {
    const type = edge.status === "negative" ? "bar" : "arrow";
    const ends = { to: { enabled: true, type, scaleFactor: 0.6 } };
    if (edge.via === "at-place") ends.to = { enabled: true, type: "circle", scaleFactor: 0.5 };
    if (edge.via === "by-unnamed") ends.from = { enabled: true, type: "circle", scaleFactor: 0.5 };
    return ends;
  }

  /** What is selected and what it touches; null where nothing is. */
  function focus() {
    const { current } = selection;
    if (!current) return null;
    if (current.kind === "edge") {
      const edge = model.edges.get(current.id);
      return { nodes: new Set([edge.source, edge.target]), edges: new Set([edge.id]) };
    }
    const touching = model.edgesOf.get(current.id);
    return {
      nodes: new Set([current.id, ...touching.flatMap((each) => [each.source, each.target])]),
      edges: new Set(touching.map((each) => each.id)),
    };
  }

  function nodeLook(id, near) {
    const node = model.nodes.get(id);
    const selected = selection.current?.kind === "node" && selection.current.id === id;
    const background = model.view.types[node.type]?.colour || model.view.types.Thing.colour;
    const border = selected ? colours.accent : colours.rim;
    const both = { background, border };
    return {
      id, color: { ...both, highlight: both, hover: { background, border: colours.accent } },
      borderWidth: selected ? 4 : 1.2, borderWidthSelected: 4, hidden: !shown.nodes.has(id),
      opacity: near && !near.nodes.has(id) ? 0.25 : 1, chosen: false,
    };
  }

  function edgeLook(id, near) {
    const edge = model.edges.get(id);
    const bend = bends.get(id) || 0;
    const selected = selection.current?.kind === "edge" && selection.current.id === id;
    return {
      id, dashes: DASHES[edge.status], arrows: arrows(edge), hidden: !shown.edges.has(id), chosen: false,
      width: (selected ? 2 : 0) + 1.3 + Math.min(3, 0.9 * Math.log2(edge.claims.length)),
      color: { color: lineColour(edge), hover: colours.accent, highlight: lineColour(edge), inherit: false,
        opacity: near && !near.edges.has(id) ? 0.15 : 1 },
      smooth: { enabled: bend !== 0, type: bend < 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(bend) },
    };
  }

  /** Decides what is shown: what passes the filters, and whatever is selected even if it does not. */
  function decide() {
    const { current } = selection;
    const wanted = { nodes: new Set(), edges: new Set() };
    edges.forEach(({ id }) => {
      const edge = model.edges.get(id);
      if (!filters.passesEdge(edge) && !(current?.kind === "edge" && current.id === id)) return;
      wanted.edges.add(id);
      wanted.nodes.add(edge.source).add(edge.target);
    });
    if (current?.kind === "node") wanted.nodes.add(current.id);
    shown = wanted;
  }

  /** What of a look differs from the last one: vis-network takes its time over every option that it is given. */
  function changes(look) {
    const before = looks.get(look.id) || {};
    const now = Object.fromEntries(Object.entries(look).map(([key, value]) => [key, JSON.stringify(value)]));
    const different = Object.entries(look).filter(([key]) => now[key] !== before[key]);
    looks.set(look.id, now);
    return different.length ? { ...Object.fromEntries(different), id: look.id } : null;
  }

  function refresh() {
    decide();
    const near = focus();
    nodes.update(nodes.getIds().map((id) => changes(nodeLook(id, near))).filter(Boolean));
    edges.update(edges.getIds().map((id) => changes(edgeLook(id, near))).filter(Boolean));
    container.setAttribute("aria-label",
      words.t("canvas-label", { nodes: shown.nodes.size, edges: shown.edges.size }));
  }

  function add(newNodes, newEdges) {
    for (const { id, x, y, size, shape } of newNodes) {
      placed.set(id, { id, x, y, size });
      nodes.add({ id, x, y, size, shape });
    }
    for (const { id, from, to } of newEdges) edges.add({ id, from, to });
    bends = geometry.routes(edges.get(), placed);
  }

  /** Puts what is not part of the core on the canvas: the node or edge asked for, with the nodes it needs. */
  function ensureDrawn({ kind, id }) {
    const asked = kind === "edge" ? [model.edges.get(id)] : model.edgesOf.get(id).slice(0, 200);
    const wantedNodes = new Set(kind === "node" ? [id] : []);
    for (const each of asked) wantedNodes.add(each.source).add(each.target);
    const newNodes = [...wantedNodes].filter((each) => !nodes.get(each)).map((each) => rest.nodes.get(each));
    const newEdges = asked.filter((each) => !edges.get(each.id)).map((each) => rest.edges.get(each.id));
    if (newNodes.length || newEdges.length) add(newNodes, newEdges);
  }

  function paintLabels(context) {
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
      return {
        id, from: placed.get(edge.source), to: placed.get(edge.target), roundness: bends.get(id) || 0,
        text: words.edgeLabel(edge), strength: strength("edges", id), first: first("edges", id) || telling.has(id),
        rank: edge.claims.length + (edge.disputed ? 100 : 0),
        colours: { text: edge.disputed || edge.status === "negative" ? lineColour(edge) : colours.muted, halo: colours.ground },
      };
    });
    const order = (a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1);
    written = labels.paint(context, network.getScale(), inSight(), inView(drawnNodes).sort(order), drawnEdges.sort(order));
  }

  /** The part of the canvas that nothing lies over, on the screen: on a small one the panel covers some of it. */
  function uncovered() {
    const { clientWidth: right, clientHeight: bottom } = container;
    const panel = document.getElementById("panel").getBoundingClientRect();
    const own = container.getBoundingClientRect();
    const over = panel.width && panel.left < own.right && panel.top < own.bottom;
    if (!over) return { left: 0, top: 0, right, bottom };
    return panel.width >= own.width
      ? { left: 0, top: 0, right, bottom: panel.top - own.top }
      : { left: 0, top: 0, right: panel.left - own.left, bottom };
  }

  /** The same in the coordinates of the drawing. */
  function inSight() {
    const { left, top, right, bottom } = uncovered();
    const [from, to] = [network.DOMtoCanvas({ x: left, y: top }), network.DOMtoCanvas({ x: right, y: bottom })];
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  }

  function inView(items) {
    const { left, top, right, bottom } = inSight();
    return items.filter(({ x, y }) => x > left && x < right && y > top && y < bottom);
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

  /** Shows everything; on a small screen the middle of it, at a scale at which names can be read. */
  function fit(animation = true) {
    const ids = [...shown.nodes];
    const points = (ids.length ? ids : [...placed.keys()]).map((id) => placed.get(id));
    if (!points.length) return;
    const [xs, ys] = [points.map((each) => each.x), points.map((each) => each.y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const wide = (container.clientWidth - 170) / (right - left + 20);
    const high = (container.clientHeight - 110) / (bottom - top + 20);
    const scale = Math.min(1.3, wide, high);
    const readable = container.clientWidth < 700 ? 0.42 : 0.12;
    const used = Math.max(scale, readable);
    const { x, y } = busiest(points);
    // Where not all fits, the busiest node comes to the middle, but no empty page beyond the outermost ones.
    const along = (at, low, high_, length) =>
      (length >= high_ - low ? (low + high_) / 2 : Math.min(Math.max(at, low + length / 2), high_ - length / 2));
    const middle = {
      x: along(x, left, right, (container.clientWidth - 170) / used),
      y: along(y, top, bottom, (container.clientHeight - 110) / used) + 10,
    };
    network.moveTo({ position: middle, scale: used, animation: animation && motion() });
  }

  const busiest = (points) => points.reduce((a, b) =>
    (model.nodes.get(b.id).claims.length > model.nodes.get(a.id).claims.length ? b : a));

  const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 250 });

  function zoom(factor) {
    network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: motion() });
  }

  /** Brings the selection into sight without more movement than that takes. */
  function reveal() {
    const { current } = selection;
    if (!current || !container.clientWidth) return;
    const edge = current.kind === "edge" && model.edges.get(current.id);
    const ends = (edge ? [edge.source, edge.target] : [current.id]).map((id) => placed.get(id));
    const { right, bottom } = uncovered();
    const inside = ends.every((each) => {
      const { x, y } = network.canvasToDOM(each);
      return x > 40 && y > 30 && x < right - 40 && y < bottom - 40;
    });
    if (inside) return;
    const middle = { x: (ends[0].x + ends.at(-1).x) / 2, y: (ends[0].y + ends.at(-1).y) / 2 };
    const offset = { x: (right - container.clientWidth) / 2, y: (bottom - container.clientHeight) / 2 };
    network.moveTo({ position: middle, offset, scale: Math.max(network.getScale(), 0.4), animation: motion() });
  }

  /** The nearest shown node in a direction, for the arrow keys. */
  function neighbour(dx, dy) {
    const at = selection.current?.kind === "node" && placed.get(selection.current.id);
    const points = [...shown.nodes].map((id) => placed.get(id));
    if (!at) return points.length ? busiest(points).id : null;
    let best = null;
    for (const each of points) {
      const [x, y] = [each.x - at.x, each.y - at.y];
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (each !== at && ahead > 0 && (!best || ahead + 2 * aside < best.cost)) best = { id: each.id, cost: ahead + 2 * aside };
    }
    return best?.id;
  }

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function keyed(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (STEPS[key]) {
      const next = neighbour(...STEPS[key]);
      if (next) selection.select("node", next);
    } else if (key === "+") zoom(1.3);
    else if (key === "-") zoom(1 / 1.3);
    else if (key === "0") fit();
    else if (key === "Enter" && selection.current) claimgraph.panel.enter();
    else return;
    event.preventDefault();
  }

  function start() {
    readColours();
    add(model.drawing.nodes, model.drawing.edges);
    decide();
    network = new vis.Network(container, { nodes, edges }, {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { shapeProperties: { interpolation: false } },
      edges: { selectionWidth: 0, hoverWidth: 0.8, selfReference: { size: 22 } },
      interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, hideEdgesOnDrag: edges.length > 1200 },
    });
    refresh();
    network.on("click", clicked);
    network.on("afterDrawing", paintLabels);
    network.on("hoverEdge", ({ edge }) => { hovered = edge; });
    network.on("hoverNode", ({ node }) => { hovered = node; });
    network.on("blurEdge", () => { hovered = null; });
    network.on("blurNode", () => { hovered = null; });
    network.on("dragging", ({ nodes: dragged }) => {
      for (const [id, point] of Object.entries(network.getPositions(dragged))) Object.assign(placed.get(id), point);
    });
    container.addEventListener("keydown", keyed);
    dark.addEventListener("change", () => { readColours(); refresh(); });
    events.addEventListener("filters", refresh);
    events.addEventListener("language", refresh);
    events.addEventListener("selection", () => {
      if (selection.current) ensureDrawn(selection.current);
      refresh();
      requestAnimationFrame(reveal);
    });
    document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
    document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
    document.getElementById("zoom-fit").addEventListener("click", () => fit());
    fit(false);
  }

  return {
    start, fit, DASHES,
    redraw: () => network.redraw(),
    /** What is on the canvas, for tests and for the console. */
    state: () => ({
      nodes: [...shown.nodes], edges: [...shown.edges], written: written.map(({ kind, id, box }) => ({ kind, id, ...box })),
      scale: network.getScale(), canvasToDOM: (point) => network.canvasToDOM(point), bends, placed,
    }),
  };
})();
