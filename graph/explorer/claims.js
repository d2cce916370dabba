"use strict";
/* Claims as elements of the page: as a sentence, as a card with all that is known of them. */
claimgraph.claims = (() => {
  const { model, words, scope } = claimgraph;
  const { element, button, nodeButton, lineSample } = claimgraph.elements;
  const { t } = words;

  function end(side, literal) {
    if (literal) return element("q", {}, literal);
    return side ? nodeButton(side.node) : element("span", { className: "unnamed" }, t("unnamed"));
  }

  /** "Subject relation object", each end to be selected. */
  function statement(claim) {
    const relation = element("span", { className: `relation ${claim.polarity}` }, words.claimRelation(claim));
    return element("span", { className: "statement" }, end(claim.subject), " ", relation, " ", end(claim.object, claim.literal));
  }

  /** The same as text. */
  function sentence(claim) {
    const side = (each, literal) => literal || (each ? words.name(each.node) : t("unnamed"));
    return [side(claim.subject), words.claimRelation(claim), side(claim.object, claim.literal)].join(" ");
  }

  const lineOf = (claim) => (claim.polarity === "negative" ? "negative" : claim.modality);

  function certainty(claim) {
    return element("span", { className: "certainty" }, lineSample(lineOf(claim)), words.certainty(claim));
  }

  function readButton(claim) {
    return button(t("read"), () => claimgraph.reader.open(claim), { className: "read" });
  }

  function citeButton(claim) {
    const made = button(t("cite"), () => claimgraph.citation.copyWith(made, claimgraph.citation.cite(claim)), { className: "read" });
    return made;
  }

  function facts(claim) {
    const rows = [[t("says"), words.speaker(claim)]];
    if (claim.quantity) rows.push([t("quantity"), words.quantity(claim.quantity)]);
    if (claim.share) rows.push([t("share"), words.quantity(claim.share)]);
    if (claim.when) rows.push([t("when"), words.when(claim.when)]);
    if (claim.where) rows.push([t("where"), nodeButton(claim.where.node)]);
    return element("dl", {}, ...rows.flatMap(([key, value]) => [element("dt", {}, key), element("dd", {}, value)]));
  }

  function source(claim) {
    const article = model.articleOf(claim);
    return element("p", { className: "source" }, element("cite", { lang: article.language }, words.title(article)),
      element("span", {}, `${words.source(article)} · ${words.languageName(article.language)}`));
  }

  /** All that is known of a claim. Cards of claims that the filters hold back are there too, but say so. */
  function card(claim) {
    const passes = scope.passesClaim(claim);
    return element("article", { className: passes ? "claim" : "claim aside", "data-claim": claim.id },
      element("h3", {}, statement(claim)),
      certainty(claim),
      claimgraph.quotes.quote(claim),
      facts(claim),
      source(claim),
      claim.edge ? null : element("p", { className: "note" }, t("not-drawn")),
      passes || !claim.edge ? null : element("p", { className: "note" }, t("held-back")),
      element("p", { className: "actions" }, readButton(claim), citeButton(claim)));
  }

  const AT_ONCE = 40;

  /** Cards for the claims, a screenful or two at a time. */
  function cards(claims) {
    const box = element("div", { className: "claims" });
    const more = (from) => {
      box.append(...claims.slice(from, from + AT_ONCE).map(card));
      const left = claims.length - from - AT_ONCE;
      if (left <= 0) return;
      const next = button(t("more", { count: words.number(Math.min(left, AT_ONCE)) }), () => {
        next.remove();
        more(from + AT_ONCE);
        box.querySelectorAll(".claim")[from + AT_ONCE]?.querySelector("button")?.focus();
      }, { className: "more" });
      box.append(next);
    };
    more(0);
    return box;
  }

  return { statement, sentence, certainty, readButton, citeButton, source, card, cards, lineOf };
})();
