"use strict";
/* Elements of the page. Text from the data is only ever set as text. */
claimgraph.elements = (() => {
  const { words, selection, looks } = claimgraph;
  const SVG = "http://www.w3.org/2000/svg";

  /** An element with properties and children; strings among the children become text. */
  function element(tag, properties = {}, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(properties)) {
      if (key in made) made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children.filter((each) => each !== null && each !== undefined));
    return made;
  }

  function button(text, action, properties = {}) {
    const made = element("button", { type: "button", ...properties }, text);
    made.addEventListener("click", action);
    return made;
  }

  /** A link only where the address is one of the web; anything else stays text. */
  function link(address, text = address) {
    if (!/^https?:\/\//i.test(address)) return document.createTextNode(text);
    return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
  }

  const nodeButton = (id) => button(words.name(id), () => selection.select("node", id), { className: "thing" });
  const closeButton = (action) => button("×", action, { className: "close", ariaLabel: words.t("close") });

  function svg(tag, attributes, ...children) {
    const made = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const POINTS = {
    triangle: "10,3 18,17 2,17", triangleDown: "2,3 18,3 10,17", square: "3,3 17,3 17,17 3,17", diamond: "10,1 18,10 10,19 2,10",
    hexagon: "5,3 15,3 19,10 15,17 5,17 1,10", star: "10,1 12.6,7.4 19.5,7.9 14.2,12.3 15.9,19 10,15.3 4.1,19 5.8,12.3 0.5,7.9 7.4,7.4",
  };

  /** The shape of a type as it looks in the graph. */
  function shapeSample(type) {
    const { shape, colour } = looks.ofType(type);
    const drawn = POINTS[shape] ? svg("polygon", { points: POINTS[shape] }) : svg("circle", { cx: 10, cy: 10, r: 8 });
    drawn.setAttribute("fill", colour);
    return svg("svg", { class: "sample shape", viewBox: "0 0 20 20", width: 16, height: 16, "aria-hidden": "true" }, drawn);
  }

  /** A stretch of line as it looks in the graph. */
  function lineSample(kind) {
    const dashes = looks.DASHES[kind];
    const pattern = dashes && dashes.map((each) => each * (kind === "disputed" ? 0.45 : 0.6)).join(" ");
    const line = svg("line", { x1: 1, y1: 6, x2: 33, y2: 6, ...(pattern && { "stroke-dasharray": pattern }) });
    const end = kind === "negative"
      ? svg("line", { x1: 34, y1: 1, x2: 34, y2: 11 })
      : svg("path", { d: "M31 2 L38 6 L31 10 Z", class: "head" });
    const mark = kind === "disputed" ? [svg("circle", { cx: 16, cy: 6, r: 5.5, class: "mark" }), svg("path", { d: "M13 4.5 H19 M13 7.5 H19 M18 2.5 L14 9.5", class: "unequal" })] : [];
    return svg("svg", { class: `sample line-${kind}`, viewBox: "0 0 40 12", width: 40, height: 12, "aria-hidden": "true" }, line, end, ...mark);
  }

  return { element, button, link, nodeButton, closeButton, svg, shapeSample, lineSample };
})();
