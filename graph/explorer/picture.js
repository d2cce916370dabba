"use strict";
/* The view as a picture: as it is on the canvas (PNG), or as lines and texts (SVG). */
claimgraph.picture = (() => {
  const { model, words, looks, filters, drawing, geometry, labels } = claimgraph;
  const { svg } = claimgraph.elements;

  const canvas = () => drawing.container.querySelector("canvas");

  /** What the canvas shows, on the ground of the page; drawn once more, as a browser may have cleared what it showed. */
  function png() {
    drawing.redraw();
    const from = canvas();
    const made = document.createElement("canvas");
    Object.assign(made, { width: from.width, height: from.height });
    const context = made.getContext("2d");
    context.fillStyle = looks.colours.ground;
    context.fillRect(0, 0, made.width, made.height);
    context.drawImage(from, 0, 0);
    return new Promise((done) => { made.toBlob(done, "image/png"); });
  }

  const f = (value) => Math.round(value * 10) / 10;
  const polygon = (points) => points.map(([x, y]) => `${f(x)},${f(y)}`).join(" ");
  const regular = (x, y, r, corners, turn) => Array.from({ length: corners }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / corners;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });

  /** The same shapes as vis-network's. */
  function outline(shape, x, y, r) {
    const star = () => Array.from({ length: 10 }, (_, i) => {
      const radius = r * 0.82 * (i % 2 ? 0.5 : 1.3);
      return [x + radius * Math.sin((i * Math.PI) / 5), y + 0.08 * r - radius * Math.cos((i * Math.PI) / 5)];
    });
    const points = {
      square: () => [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]],
      diamond: () => [[x, y - r], [x + r, y], [x, y + r], [x - r, y]],
      hexagon: () => regular(x, y, r, 6, 0),
      triangle: () => regular(x, y + 0.316 * r, 1.328 * r, 3, -Math.PI / 2),
      triangleDown: () => regular(x, y - 0.316 * r, 1.328 * r, 3, Math.PI / 2),
      star,
    }[shape];
    return points ? svg("polygon", { points: polygon(points()) }) : svg("circle", { cx: f(x), cy: f(y), r: f(r) });
  }

  /** Where a curve leaves the shape at its end, and the way it goes there. */
  function tip(from, to, bend, size) {
    let t = 0.99;
    const away = (point) => Math.hypot(point.x - to.x, point.y - to.y);
    while (t > 0.02 && away(geometry.pointAt(from, to, bend, t)) < size + 2) t -= 0.01;
    const [at, before] = [geometry.pointAt(from, to, bend, t), geometry.pointAt(from, to, bend, t - 0.02)];
    return { at, angle: Math.atan2(at.y - before.y, at.x - before.x) };
  }

  function head(kind, { at, angle }, colour, width) {
    const l = 7 + 2 * width;
    const turned = (along, aside) => [at.x + along * Math.cos(angle) - aside * Math.sin(angle), at.y + along * Math.sin(angle) + aside * Math.cos(angle)];
    if (kind === "circle") return svg("circle", { cx: f(at.x), cy: f(at.y), r: f(l * 0.35), fill: colour });
    if (kind === "arrow") return svg("polygon", { points: polygon([turned(0, 0), turned(-l, l * 0.38), turned(-l * 0.75, 0), turned(-l, -l * 0.38)]), fill: colour });
    const [a, b] = [turned(0, l * 0.6), turned(0, -l * 0.6)];
    return svg("line", { x1: f(a[0]), y1: f(a[1]), x2: f(b[0]), y2: f(b[1]), stroke: colour, "stroke-width": f(width + 0.6) });
  }

  function line(edge, near) {
    const [from, to, bend] = [drawing.placed.get(edge.source), drawing.placed.get(edge.target), drawing.bends.get(edge.id) || 0];
    const { status, sources } = filters.look(edge) || edge;
    const kind = looks.line(edge, status);
    const [colour, width, ends] = [looks.colour(kind), looks.width(sources), looks.ends(edge, status)];
    const group = svg("g", { opacity: near ? 1 : 0.2 }, svg("title", {}, [words.name(edge.source), words.edgeLabel(edge, status), words.name(edge.target)].join(" ")));
    const dashes = looks.DASHES[kind];
    const stroke = { fill: "none", stroke: colour, "stroke-width": f(width), ...(dashes && { "stroke-dasharray": dashes.join(" ") }) };
    if (from === to) {
      group.append(svg("circle", { cx: f(from.x + 16), cy: f(from.y - 16 - from.size / 2), r: 22, ...stroke }));
      return group;
    }
    const via = geometry.control(from, to, bend);
    const path = bend ? `M${f(from.x)} ${f(from.y)} Q${f(via.x)} ${f(via.y)} ${f(to.x)} ${f(to.y)}` : `M${f(from.x)} ${f(from.y)} L${f(to.x)} ${f(to.y)}`;
    group.append(svg("path", { d: path, ...stroke }), head(ends.to, tip(from, to, bend, to.size), colour, width));
    if (ends.from) group.append(head(ends.from, tip(to, from, -bend, from.size), colour, width));
    return group;
  }

  function node(id, near) {
    const { x, y, size } = drawing.placed.get(id);
    const { shape, colour } = looks.shape(id);
    const drawn = outline(shape, x, y, size);
    for (const [key, value] of Object.entries({ fill: colour, stroke: looks.colours.rim, "stroke-width": 1.2 })) drawn.setAttribute(key, value);
    return svg("g", { opacity: near ? 1 : 0.3 }, svg("title", {}, words.name(id)), drawn);
  }

  /** The part in sight as an SVG document: the same lines, shapes and names as on the canvas. */
  function vector() {
    const { left, top, right, bottom } = claimgraph.viewport.whole();
    const [width, height] = [drawing.container.clientWidth, drawing.container.clientHeight];
    const near = drawing.focus();
    const inFocus = (set, id) => !near || near[set].has(id);
    const edges = [...drawing.shown.edges].map((id) => line(model.edges.get(id), inFocus("edges", id)));
    const nodes = [...drawing.shown.nodes].map((id) => node(id, inFocus("nodes", id)));
    const title = words.t("summary", { claims: model.view.claims.length, articles: model.view.articles.length, nodes: model.view.nodes.length });
    const made = svg("svg", { viewBox: [left, top, right - left, bottom - top].map(f).join(" "), width, height, role: "img", "font-family": labels.FAMILY, "text-anchor": "middle" },
      svg("title", {}, `${words.t("title")}: ${title}`), svg("rect", { x: f(left), y: f(top), width: f(right - left), height: f(bottom - top), fill: looks.colours.ground }),
      svg("g", {}, ...edges), svg("g", {}, ...nodes), svg("g", {}, ...drawing.written.flatMap(name)));
    made.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    return `<?xml version="1.0" encoding="UTF-8"?>\n${clean(new XMLSerializer().serializeToString(made))}\n`;
  }

  /** A name where the canvas has it, line by line. */
  function name({ lines, box, style, colours, strength, mark }) {
    const unit = 1 / drawing.network.getScale();
    const x = (box.left + box.right) / 2;
    const texts = lines.map((text, i) => svg("text", {
      x: f(x), y: f(box.top + (i + 0.5) * style.line * unit), "dominant-baseline": "central", "font-size": f(style.size * unit), "font-weight": style.weight,
      fill: colours.text, stroke: colours.halo, "stroke-width": f(3.5 * unit), "paint-order": "stroke", "stroke-linejoin": "round", opacity: strength,
    }, text));
    if (mark) texts.push(svg("circle", { cx: f(mark.x), cy: f(mark.y), r: f(mark.r), fill: mark.colour }), svg("path", { d: mark.path(f), stroke: colours.halo, "stroke-width": f(1.4 * unit) }));
    return texts;
  }

  /** Without the characters that XML forbids. */
  // eslint-disable-next-line no-control-regex
  const clean = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");

  return { png, vector };
})();
