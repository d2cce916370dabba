"use strict";
/* The same claims as a table, for those who cannot or do not want to use the canvas. */
claimgraph.list = (() => {
  const { model, words, selection, filters, events } = claimgraph;
  const { element, button, statement, certainty, readButton, quote } = claimgraph.claims;
  const { t } = words;
  const AT_ONCE = 200;
  const section = document.getElementById("list");
  let limit = AT_ONCE;
  let asked = "";

  /** All that a reader sees of a claim, folded, to filter by. */
  function haystack(claim) {
    const article = model.articles.get(claim.article);
    const ends = [claim.subject, claim.object, claim.saidBy, claim.where].filter(Boolean);
    const names = ends.map((each) => (typeof each === "string" ? each : model.nodes.get(each.node).names.join(" ")));
    return model.fold([...names, words.claimRelation(claim), claim.quote.text, article.title, article.publisher].join(" "));
  }

  function row(claim) {
    const article = model.articles.get(claim.article);
    const show = claim.edge
      ? button(t("details"), () => selection.select("edge", claim.edge), { className: "details" })
      : null;
    const cell = (key, ...content) => element("td", { "data-column": t(key) }, ...content);
    return element("tr", { "data-claim": claim.id },
      cell("column-claim", statement(claim)),
      cell("column-status", certainty(claim)),
      cell("column-says", words.speaker(claim)),
      cell("column-quote", quote(claim), readButton(claim), show),
      cell("column-article", element("cite", { lang: article.language }, words.title(article)),
        element("span", { className: "source" }, words.source(article))));
  }

  function table(claims) {
    const columns = ["claim", "status", "says", "quote", "article"];
    const head = element("tr", {}, ...columns.map((each) => element("th", { scope: "col" }, t(`column-${each}`))));
    return element("table", {}, element("thead", {}, head), element("tbody", {}, ...claims.map(row)));
  }

  function rows() {
    const words_ = model.fold(asked).split(" ").filter(Boolean);
    const found = model.view.claims.filter((each) => {
      if (!words_.length) return true;
      const hay = haystack(each);
      return words_.every((word) => hay.includes(word));
    });
    return { found, passing: found.filter(filters.passesClaim) };
  }

  function renderRows(body) {
    const { found, passing } = rows();
    const hidden = found.length - passing.length;
    const note = element("p", { className: "shown" },
      t("shown-of", { shown: words.number(passing.length), all: words.number(model.view.claims.length) }));
    if (hidden) {
      note.append(" · ", t("hidden-by-legend", { count: words.number(hidden) }), " ",
        button(t("show-hidden"), filters.showAll, { className: "show-hidden" }));
    }
    const left = passing.length - limit;
    const more = left > 0 && button(t("more", { count: words.number(Math.min(left, AT_ONCE)) }), () => {
      limit += AT_ONCE;
      render();
    }, { className: "more" });
    body.replaceChildren(note, table(passing.slice(0, limit)), ...(more ? [more] : []));
  }

  function render() {
    if (section.hidden) return;
    const body = section.querySelector(".rows");
    if (body) renderRows(body);
    else build();
  }

  function build() {
    const body = element("div", { className: "rows" });
    const input = element("input", { type: "search", id: "filter-list", value: asked, spellcheck: false });
    input.addEventListener("input", () => {
      asked = input.value;
      limit = AT_ONCE;
      renderRows(body);
    });
    section.replaceChildren(
      element("div", { className: "filter" }, element("label", { htmlFor: "filter-list" }, t("filter-list")), input), body);
    renderRows(body);
  }

  function start() {
    events.addEventListener("filters", render);
    events.addEventListener("language", () => {
      section.replaceChildren();
      render();
    });
  }

  return { start, render };
})();
