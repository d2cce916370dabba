"use strict";
/* A claim as one cites it, and texts on the clipboard. */
claimgraph.citation = (() => {
  const { model, words } = claimgraph;
  const { t } = words;

  /** “Quote” (speaker), in: Title. Publisher, date. Address or path, characters a–b. [claim id] */
  function cite(claim) {
    const article = model.articleOf(claim);
    const { start, end } = claim.quote;
    return t("citation", {
      quote: model.quote(claim).replace(/\s+/g, " ").trim(),
      speaker: claim.saidBy ? t("citation-speaker", { speaker: words.saidBy(claim) }) : "",
      author: article.author ? `${article.author}: ` : "",
      title: words.title(article), source: words.source(article), where: article.url || article.path,
      start: String(start), end: String(end), id: claim.id, certainty: words.certainty(claim),
    });
  }

  /** Whether it could be put on the clipboard. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyFromField(text); // older browsers do not let a page from the disk use the clipboard otherwise
    }
  }

  function copyFromField(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    const before = document.activeElement;
    (document.querySelector("dialog[open]") || document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus();
    return done;
  }

  /** Copies, and says so to everybody: on the button and to a screen reader. */
  async function copyWith(button, text) {
    const said = t((await copy(text)) ? "copied" : "not-copied");
    const before = button.textContent;
    button.textContent = said;
    document.getElementById("status").textContent = said;
    setTimeout(() => { if (button.textContent === said) button.textContent = before; }, 1600);
  }

  return { cite, copyWith };
})();
