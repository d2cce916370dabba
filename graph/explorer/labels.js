"use strict";
/*
 * Names on the graph. They keep one size on the screen however far one zooms, and none covers another: what has no room
 * waits until one zooms in. Nodes come before lines, what is selected before all, then what is written about most.
 */
claimgraph.labels = (() => {
  const { pointAt, Occupied } = claimgraph.geometry;
  const WRAP = 20; // characters to a line, as in layout.py
  const NODE = { size: 13, line: 16, weight: 600 };
  const EDGE = { size: 11.5, line: 14, weight: 400 };
  const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
  const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
  const widths = new Map();

  function wrap(text) {
    const lines = [];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const last = lines[lines.length - 1];
      if (last !== undefined && last.length + 1 + word.length <= WRAP) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word.length > 2 * WRAP ? `${word.slice(0, 2 * WRAP - 1)}…` : word);
    }
    return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]}…`] : lines;
  }

  function width(context, text, style) {
    const key = `${style.weight} ${text}`;
    if (!widths.has(key)) {
      context.font = `${style.weight} 100px ${FAMILY}`;
      widths.set(key, context.measureText(text).width / 100);
    }
    return widths.get(key) * style.size;
  }

  const boxAt = (x, y, w, h, of) => ({ left: x - w / 2, right: x + w / 2, top: y - h / 2, bottom: y + h / 2, of });

  /** The places around a node where its name may stand, the best first. */
  function placesAround(node, w, h, gap) {
    const down = node.size + gap + h / 2;
    const aside = node.size + gap + w / 2;
    return [[0, down], [0, -down], [aside, 0], [-aside, 0]].map(([x, y]) => boxAt(node.x + x, node.y + y, w, h, node.id));
  }

  function write(context, lines, box, style, colours, unit) {
    context.font = `${style.weight} ${style.size * unit}px ${FAMILY}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5 * unit;
    context.strokeStyle = colours.halo;
    context.fillStyle = colours.text;
    lines.forEach((line, i) => {
      const x = (box.left + box.right) / 2;
      const y = box.top + (i + 0.5) * style.line * unit;
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  }

  /** The lines of "≠" around a point, as an SVG path. */
  const unequal = (x, y, unit) => (f = (value) => value) =>
    [[-4, -1.6, 4, -1.6], [-4, 1.6, 4, 1.6], [2.6, -4.4, -2.6, 4.4]]
      .map(([a, b, c, d]) => `M${f(x + a * unit)} ${f(y + b * unit)} L${f(x + c * unit)} ${f(y + d * unit)}`).join(" ");

  /** The mark of a dispute: "≠" on a disc in the middle of the line. */
  function stamp(context, { x, y, r, colour, path }, { colours, strength }, unit) {
    context.globalAlpha = strength;
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fill();
    context.strokeStyle = colours.halo;
    context.lineWidth = 1.4 * unit;
    context.stroke(new Path2D(path()));
  }

  const inside = (box, view) =>
    box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;

  /**
   * Writes what has room inside `view`, but not where the boxes `covered` lie over it. `nodes` ({id, x, y, size, text, colours, strength}) and `edges` ({id, from, to, roundness, text,
   * colours, strength}) come in the order of their claim to room, and those marked `first` before all others. Gives back the
   * boxes, so that names can be clicked.
   */
  function paint(context, scale, { view, covered }, nodes, edges) {
    const unit = 1 / scale;
    const taken = new Occupied(80 * unit);
    for (const each of covered) taken.add({ ...each, of: null });
    for (const node of nodes) taken.add(boxAt(node.x, node.y, 2 * node.size, 2 * node.size, node.id));
    const written = [];
    const put = (kind, item, lines, box, style) => {
      taken.add({ ...box, of: null });
      context.globalAlpha = item.strength;
      write(context, lines, box, style, item.colours, unit);
      written.push({ kind, id: item.id, box, lines, style, colours: item.colours, strength: item.strength, mark: null });
    };
    const name = (node) => {
      const lines = wrap(node.text);
      const w = (Math.max(...lines.map((line) => width(context, line, NODE))) + 6) * unit;
      const h = lines.length * NODE.line * unit;
      const box = placesAround(node, w, h, 2 * unit).find((each) => inside(each, view) && taken.isFree(each, node.id));
      if (box) put("node", node, lines, box, NODE);
    };
    const relation = (edge) => {
      const w = (width(context, edge.text, EDGE) + 4) * unit;
      const box = spot(edge, w, EDGE.line * unit, (each) => inside(each, view) && taken.isFree(each));
      if (box) put("edge", edge, [edge.text], box, EDGE);
    };
    const mark = (edge) => {
      const { x, y } = edge.from === edge.to ? { x: edge.from.x + 16, y: edge.from.y - 38 } : pointAt(edge.from, edge.to, edge.roundness, 0.5);
      const made = { x, y, r: 7 * unit, colour: edge.mark, path: unequal(x, y, unit) };
      taken.add(boxAt(x, y, 2 * made.r, 2 * made.r, null));
      stamp(context, made, edge, unit);
      written.push({ kind: "edge", id: edge.id, box: boxAt(x, y, 2 * made.r, 2 * made.r), lines: [], style: EDGE, colours: edge.colours, strength: edge.strength, mark: made });
    };
    edges.filter((each) => each.mark).forEach(mark);
    for (const first of [true, false]) {
      nodes.filter((each) => each.first === first).forEach(name);
      edges.filter((each) => each.first === first).forEach(relation);
    }
    context.globalAlpha = 1;
    return written;
  }

  function spot(edge, w, h, isFree) {
    const { from, to } = edge;
    if (from === to) {
      const box = boxAt(from.x + from.size * 2, from.y - from.size * 2.6, w, h, null);
      return isFree(box) ? box : null;
    }
    if (Math.hypot(to.x - from.x, to.y - from.y) < w * 0.6 + from.size + to.size) return null;
    for (const t of ALONG) {
      const { x, y } = pointAt(from, to, edge.roundness, t);
      const box = boxAt(x, y, w, h, null);
      if (isFree(box)) return box;
    }
    return null;
  }

  return { paint, FAMILY };
})();
