"use strict";
/* Where sources contradict each other, and both sides beside each other. */
claimgraph.disputes = (() => {
  const { model, words, dialog } = claimgraph;
  const { element, button } = claimgraph.elements;
  const { sentence, certainty, readButton, statement } = claimgraph.claims;
  const { t } = words;

  const known = (ids) => ids.map((id) => model.claims.get(id)).filter(Boolean);

  /** Those that the page was given, and one for every edge of which some claims say so and others deny it. */
  const all = (() => {
    const given = (model.view.disputes || []).map((each) => ({ ...each, left: known(each.left), right: known(each.right) }))
      .filter((each) => each.left.length && each.right.length);
    const covered = new Set(given.flatMap((each) => [...each.left, ...each.right]).map((each) => each.edge));
    const own = model.view.edges.filter((each) => each.disputed && !each.open && !covered.has(each.id)).map((edge) => ({
      id: edge.id, kind: "opposite-polarity", note: null,
      left: edge.claims.filter((each) => each.polarity === "positive"), right: edge.claims.filter((each) => each.polarity === "negative"),
    }));
    return [...given, ...own].filter((each) => each.left.length && each.right.length)
      .sort((a, b) => b.left.length + b.right.length - a.left.length - a.right.length);
  })();

  const ofEdge = (id) => all.filter((each) => [...each.left, ...each.right].some((claim) => claim.edge === id));
  const ofNode = (id) => all.filter((each) => [...each.left, ...each.right].some((claim) => model.participants(claim).some(({ node }) => node === id)));

  const kind = (each) => model.view.disputeKinds?.[each.kind]?.[words.language] || t("disputed");
  const every = (claims, polarity) => claims.every((each) => each.polarity === polarity);

  /** Whether one side says what the other denies, in so many words. */
  const isDenial = ({ left, right }) =>
    every(left, "positive") && every(right, "negative") && new Set([...left, ...right].map((each) => each.relation)).size === 1;

  /** What a side says, in the words of its claims: a denial is named as one. */
  function saying(each, side) {
    if (isDenial(each)) return t(side === "left" ? "says-so" : "says-not");
    return [...new Set(each[side].map(sentence))].slice(0, 3).join("; ");
  }

  /** What it is about. The note of a dispute is in one language only. */
  function title(each) {
    if (isDenial(each)) return sentence(each.left[0]);
    if (each.note && model.view.language === words.language) return each.note;
    return `${kind(each)}: ${saying(each, "left")} ↔ ${saying(each, "right")}`;
  }

  function entry(claim) {
    const article = model.articleOf(claim);
    return element("li", { "data-claim": claim.id },
      element("p", {}, statement(claim)),
      certainty(claim),
      claimgraph.quotes.quote(claim),
      element("p", { className: "source" }, element("span", {}, words.speaker(claim)),
        element("span", {}, claim.when ? words.when(claim.when) : words.date(model.dateOf(article))),
        element("span", {}, `${words.title(article)} · ${words.source(article)}`)),
      readButton(claim));
  }

  function side(each, which) {
    return element("section", { className: `side-${which}` },
      element("h3", {}, saying(each, which)),
      element("p", { className: "counts" }, words.counted("claims-count", each[which].length)),
      element("ol", {}, ...each[which].map(entry)));
  }

  /** Both sides beside each other. */
  function compare(each) {
    dialog.open("compare", [title(each)], element("p", { className: "kicker" }, kind(each)),
      element("div", { className: "sides", tabIndex: 0, role: "group", ariaLabel: title(each) }, side(each, "left"), side(each, "right")));
  }

  /** What the panel says of a dispute. */
  function summary(each) {
    const counts = { yes: words.number(each.left.length), no: words.number(each.right.length) };
    return element("div", { className: "dispute" },
      element("p", {}, isDenial(each) ? t("both-sides", counts) : t("two-sides", counts)),
      element("p", { className: "note" }, isDenial(each) ? kind(each) : title(each)),
      button(t("compare"), () => compare(each), { className: "read compare" }));
  }

  return { all, ofEdge, ofNode, compare, summary, title };
})();
