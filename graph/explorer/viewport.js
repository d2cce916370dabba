"use strict";
/* Which part of the drawing is in sight: zooming, showing all, bringing what is selected into view, and the arrow keys. */
claimgraph.viewport = (() => {
  const { model, selection, scope, address, events } = claimgraph;
  const { drawing } = claimgraph;
  const { container, placed } = drawing;
  const MARGIN = { x: 170, y: 110 }; // room for names around the outermost nodes
  let network = null;
  let moved = false; // whether the reader has chosen this part

  const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 250 });

  /** The part of the canvas that nothing lies over, on the screen: on a small one the panel covers some of it. */
  function uncovered() {
    const { clientWidth: right, clientHeight: bottom } = container;
    const panel = document.getElementById("panel").getBoundingClientRect();
    const own = container.getBoundingClientRect();
    const over = panel.width && panel.left < own.right && panel.top < own.bottom;
    if (!over) return { left: 0, top: 0, right, bottom };
    return panel.width >= own.width
      ? { left: 0, top: 0, right, bottom: Math.max(0, panel.top - own.top) }
      : { left: 0, top: 0, right: panel.left - own.left, bottom };
  }

  /** The same in the coordinates of the drawing. */
  const inSight = () => onDrawing(uncovered());

  /** All of the canvas in the coordinates of the drawing. */
  const whole = () => onDrawing({ left: 0, top: 0, right: container.clientWidth, bottom: container.clientHeight });

  function onDrawing({ left, top, right, bottom }) {
    const [from, to] = [network.DOMtoCanvas({ x: left, y: top }), network.DOMtoCanvas({ x: right, y: bottom })];
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  }

  /** What lies over the drawing and lets nothing be read below it: the buttons for zooming. */
  function covered() {
    const own = container.getBoundingClientRect();
    const { left, top, right, bottom } = document.querySelector(".zoom").getBoundingClientRect();
    return right > left ? [onDrawing({ left: left - own.left, top: top - own.top, right: right - own.left, bottom: bottom - own.top })] : [];
  }

  const busiest = (points) => points.reduce((a, b) =>
    (model.nodes.get(b.id).claims.length > model.nodes.get(a.id).claims.length ? b : a));

  function shownPoints() {
    const ids = [...drawing.shown.nodes];
    return (ids.length ? ids : [...placed.keys()]).map((id) => placed.get(id));
  }

  /** Shows everything; on a small screen the middle of it, at a scale at which names can be read. */
  function fit(animation = true) {
    const points = shownPoints();
    if (!points.length || !container.clientWidth) return;
    network.setSize("100%", "100%"); // the panel may just have taken some of the room
    const [xs, ys] = [points.map((each) => each.x), points.map((each) => each.y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const open = uncovered();
    const room = { x: Math.max(60, open.right - MARGIN.x), y: Math.max(60, open.bottom - MARGIN.y) };
    const scale = Math.min(scope.asked ? 2 : 1.3, room.x / (right - left + 20), room.y / (bottom - top + 20));
    const readable = container.clientWidth < 700 ? 0.42 : 0.12;
    const used = Math.max(scale, readable);
    const { x, y } = busiest(points);
    // Where not all fits, the busiest node comes to the middle, but no empty page beyond the outermost ones.
    const along = (at, low, high, length) =>
      (length >= high - low ? (low + high) / 2 : Math.min(Math.max(at, low + length / 2), high - length / 2));
    const middle = { x: along(x, left, right, room.x / used), y: along(y, top, bottom, room.y / used) + 10 };
    const offset = { x: (open.right - container.clientWidth) / 2, y: (open.bottom - container.clientHeight) / 2 };
    network.moveTo({ position: middle, offset, scale: used, animation: animation && motion() });
    moved = false;
  }

  function zoom(factor) {
    network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: motion() });
    touched();
  }

  /** Brings the selection into sight without more movement than that takes. */
  function reveal() {
    const { current } = selection;
    if (!current || !container.clientWidth) return;
    network.setSize("100%", "100%");
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
    const apart = { x: Math.abs(ends[0].x - ends.at(-1).x), y: Math.abs(ends[0].y - ends.at(-1).y) };
    const fits = Math.min((right - 100) / (apart.x + 1), (bottom - 80) / (apart.y + 1));
    network.moveTo({ position: middle, offset, scale: Math.min(Math.max(network.getScale(), 0.4), Math.max(fits, 0.05)), animation: motion() });
  }

  /** The nearest shown node in a direction, for the arrow keys. */
  function neighbour(dx, dy) {
    const at = selection.current?.kind === "node" && placed.get(selection.current.id);
    const points = [...drawing.shown.nodes].map((id) => placed.get(id));
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

  /** The next of the relations of what is selected, so that lines too can be reached with the keys. */
  function turn(by) {
    const { current } = selection;
    if (!current) return;
    const edge = current.kind === "edge" ? model.edges.get(current.id) : null;
    const node = edge ? pivot || edge.source : current.id;
    const around = model.nodes.get(node).edges.filter(scope.passesEdge);
    if (!around.length) return;
    const next = edge ? around.indexOf(edge) + by : Math.min(by, 0);
    selection.select("edge", around.at(next % around.length).id);
    pivot = node;
  }

  let pivot = null; // the node whose relations are gone through

  function touched() {
    moved = true;
    claimgraph.tell("view");
  }

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const KEYS = {
    "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(), n: () => turn(1), p: () => turn(-1),
    Enter: () => claimgraph.panel.enter(),
  };

  function keyed(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (STEPS[key]) {
      const next = neighbour(...STEPS[key]);
      if (next) selection.select("node", next);
    } else if (key in KEYS && (key !== "Enter" || selection.current)) KEYS[key]();
    else return;
    event.preventDefault();
  }

  const rounded = (value) => String(Math.round(value * 1e4) / 1e4);

  /** The part in sight is in the address only if the reader has chosen it: another screen has another shape. */
  address.keep(() => {
    if (!moved || !network) return {};
    const { x, y } = network.getViewPosition();
    return { at: [x, y, network.getScale()].map(rounded).join(",") };
  }, (get) => {
    const [x, y, scale] = get("at").split(",").map(Number);
    if (!(scale > 0)) return;
    network.moveTo({ position: { x, y }, scale: Math.min(4, Math.max(0.05, scale)) });
    moved = true;
  });

  function start(drawn) {
    network = drawn;
    container.addEventListener("keydown", keyed);
    network.on("dragEnd", touched);
    network.on("zoom", touched);
    events.addEventListener("selection", () => {
      if (selection.current?.kind !== "edge") pivot = null;
      requestAnimationFrame(reveal);
    });
    events.addEventListener("scope", () => {
      moved = false;
      requestAnimationFrame(() => moved || fit()); // unless the address says which part
    });
    document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
    document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
    document.getElementById("zoom-fit").addEventListener("click", () => { fit(); claimgraph.tell("view"); });
    fit(false);
  }

  return { start, fit, inSight, covered, whole };
})();
