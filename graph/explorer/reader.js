"use strict";
/* The article behind a quote: its whole text, with the quote marked and brought into sight. */
claimgraph.reader = (() => {
  const { model, words } = claimgraph;
  const { element, button, link } = claimgraph.claims;
  const dialog = document.getElementById("reader");

  function open(claim) {
    const article = model.articles.get(claim.article);
    const [before, quote, after] = model.around(article.text, claim.quote.start, claim.quote.end);
    const mark = element("mark", { tabIndex: -1 }, quote);
    const close = button("×", () => dialog.close(), { className: "close", ariaLabel: words.t("close") });
    dialog.replaceChildren(
      element("header", {},
        element("div", {},
          element("h2", { id: "reader-title", lang: article.language }, words.title(article)),
          element("p", { className: "source" }, words.source(article),
            article.url ? element("span", {}, link(article.url)) : null)),
        close),
      element("div", { className: "text", lang: article.language, tabIndex: 0 }, before, mark, after));
    dialog.showModal();
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
  }

  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // a click beside the text
  });

  return { open, get isOpen() { return dialog.open; } };
})();
