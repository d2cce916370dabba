"use strict";
/* A quote with the words that made its claim marked, and those that name its two ends underlined. */
claimgraph.quotes = (() => {
  const { model } = claimgraph;
  const { element } = claimgraph.elements;

  const within = (span, whole) => span && span.start >= whole.start && span.end <= whole.end && span.end > span.start;

  /** Spans of the claim inside its quote, from left to right, without overlaps; the trigger comes before the ends. */
  function spans(claim) {
    const wanted = [["trigger", claim.trigger], ["end", claim.subject], ["end", claim.object], ["end", claim.where]];
    const kept = [];
    for (const [kind, span] of wanted) {
      const free = within(span, claim.quote) && kept.every((each) => span.end <= each.start || span.start >= each.end);
      if (free) kept.push({ kind, start: span.start, end: span.end });
    }
    return kept.sort((a, b) => a.start - b.start);
  }

  /** The quote as text and marks. */
  function pieces(claim) {
    const article = model.articleOf(claim);
    const made = [];
    let at = claim.quote.start;
    for (const { kind, start, end } of spans(claim)) {
      if (start > at) made.push(model.slice(article, at, start));
      const text = model.slice(article, start, end);
      made.push(kind === "trigger" ? element("mark", { className: "trigger" }, text) : element("span", { className: "end" }, text));
      at = end;
    }
    if (at < claim.quote.end) made.push(model.slice(article, at, claim.quote.end));
    return made;
  }

  const quote = (claim) => element("blockquote", { lang: model.articleOf(claim).language }, ...pieces(claim));

  return { pieces, quote };
})();
