"use strict";
/* Claims as elements of the page. Text from the data is only ever set as text. */
claimgraph.claims = (() => {
  const { model, words, selection } = claimgraph;
  const { t } = words;

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

  const SVG = "http://www.w3.org/2000/svg";

  function svg(tag, attributes, ...children) {
    const made = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** A stretch of line as it looks in the graph. */
  function lineSample(category) {
    const dashes = { reported: "8 4", planned: "1.5 4", predicted: "1.5 4", possible: "1.5 4", negative: "8 3 2 3" }[category];
    const line = svg("line", { x1: 1, y1: 6, x2: 33, y2: 6, ...(dashes && { "stroke-dasharray": dashes }) });
    const end = category === "negative"
      ? svg("line", { x1: 34, y1: 1, x2: 34, y2: 11 })
      : svg("path", { d: "M31 2 L38 6 L31 10 Z", class: "head" });
    return svg("svg", { class: `sample line-${category}`, viewBox: "0 0 40 12", width: 40, height: 12, "aria-hidden": "true" }, line, end);
  }

  function end(side) {
    if (side === null) return element("span", { className: "unnamed" }, t("unnamed"));
    if (typeof side === "string") return element("q", {}, side);
    return nodeButton(side.node);
  }

  /** "Subject relation object", each end to be selected. */
  function statement(claim) {
    const relation = element("span", { className: `relation ${claim.polarity}` }, words.claimRelation(claim));
    return element("span", { className: "statement" }, end(claim.subject), " ", relation, " ", end(claim.object));
  }

  function certainty(claim) {
    const category = claim.polarity === "negative" ? "negative" : claim.modality;
    return element("span", { className: "certainty" }, lineSample(category), words.certainty(claim));
  }

  function readButton(claim) {
    return button(t("read"), () => claimgraph.reader.open(claim), { className: "read" });
  }

  function facts(claim) {
    const rows = [[t("says"), words.speaker(claim)]];
    if (claim.quantity) rows.push([t("quantity"), words.quantity(claim.quantity)]);
    if (claim.share) rows.push([t("share"), words.quantity(claim.share)]);
    if (claim.when) rows.push([t("when"), words.when(claim.when)]);
    if (claim.where) rows.push([t("where"), nodeButton(claim.where.node)]);
    return element("dl", {}, ...rows.flatMap(([key, value]) => [element("dt", {}, key), element("dd", {}, value)]));
  }

  function quote(claim) {
    return element("blockquote", { lang: model.articles.get(claim.article).language }, claim.quote.text);
  }

  function card(claim) {
    const article = model.articles.get(claim.article);
    return element("article", { className: "claim", "data-claim": claim.id },
      element("h3", {}, statement(claim)),
      certainty(claim),
      quote(claim),
      facts(claim),
      element("p", { className: "source" },
        element("cite", { lang: article.language }, words.title(article)), element("span", {}, words.source(article))),
      claim.edge ? null : element("p", { className: "note" }, t("not-drawn")),
      readButton(claim));
  }

  return { element, button, link, nodeButton, svg, lineSample, statement, certainty, readButton, quote, card };
})();
