"use strict";
/* The article behind a quote: its whole text, with the quote marked and brought into sight. */
claimgraph.reader = (() => {
  const { model, words, dialog } = claimgraph;
  const { element, link } = claimgraph.elements;

  /** Opens the article of a claim at its quote. The words that made the claim are marked once more. */
  function open(claim) {
    const article = model.articleOf(claim);
    const before = model.slice(article, 0, claim.quote.start);
    const after = model.slice(article, claim.quote.end);
    const mark = element("mark", { tabIndex: -1, className: "quote" }, ...claimgraph.quotes.pieces(claim));
    const about = element("p", { className: "source" }, element("span", {}, words.source(article)),
      article.author ? element("span", {}, article.author) : null,
      element("span", {}, article.url ? link(article.url) : article.path));
    const text = element("div", { className: "text", lang: article.language, tabIndex: 0, role: "document" }, before, mark, after);
    dialog.open("reader", [words.title(article)], about, text);
    document.getElementById("dialog-title").lang = article.language;
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
  }

  return { open };
})();
