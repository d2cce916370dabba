"use strict";
/* The same claims as a table to sort, for those who cannot or do not want to use the canvas. */
claimgraph.list = (() => {
  const { model, words, selection, filters, scope, address, events, tell } = claimgraph;
  const { element, button } = claimgraph.elements;
  const { statement, sentence, certainty, readButton, lineOf } = claimgraph.claims;
  const { fold } = claimgraph.fold;
  const { t } = words;
  const AT_ONCE = 200;
  const section = document.getElementById("list");
  const SURE = ["asserted", "reported", "planned", "predicted", "possible", "negative"];
  let limit = AT_ONCE;
  let asked = "";
  let sorted = { by: "", down: false };

  const folded = new Map();

  /** All that a reader sees of a claim, folded, to filter by. */
  function haystack(claim) {
    const key = `${words.language} ${claim.id}`;
    if (!folded.has(key)) {
      const article = model.articleOf(claim);
      const names = model.participants(claim).flatMap(({ node }) => {
        const { labels, names: others } = model.nodes.get(node);
        return [...Object.values(labels), ...(others || []).map(([text]) => text)];
      });
      folded.set(key, fold([...names, claim.literal, words.claimRelation(claim), model.quote(claim), article.title, article.publisher].join(" ")));
    }
    return folded.get(key);
  }

  const COLUMNS = {
    claim: { key: sentence, cell: (claim) => [statement(claim)] },
    status: { key: (claim) => SURE.indexOf(lineOf(claim)), cell: (claim) => [certainty(claim)] },
    says: { key: words.speaker, cell: (claim) => [words.speaker(claim)] },
    quote: { key: model.quote, cell: (claim) => [claimgraph.quotes.quote(claim), readButton(claim), details(claim)] },
    date: { key: (claim) => filters.interval(claim, "event")?.[0] || "9999", cell: (claim) => [claim.when ? words.when(claim.when) : ""] },
    article: { key: (claim) => model.articleOf(claim).published || "9999", cell: article },
  };

  function details(claim) {
    return claim.edge ? button(t("details"), () => selection.select("edge", claim.edge), { className: "details" }) : "";
  }

  function article(claim) {
    const from = model.articleOf(claim);
    return [element("cite", { lang: from.language }, words.title(from)), element("span", { className: "source" }, words.source(from))];
  }

  function row(claim) {
    const cells = Object.entries(COLUMNS).map(([key, { cell }]) => element("td", { "data-column": t(`column-${key}`), className: `col-${key}` }, ...cell(claim)));
    return element("tr", { "data-claim": claim.id }, ...cells);
  }

  function sortBy(by) {
    sorted = { by, down: sorted.by === by && !sorted.down };
    tell("list");
    render();
    section.querySelector(`th.col-${by} button`).focus();
  }

  function header(key) {
    const direction = sorted.by === key ? (sorted.down ? "descending" : "ascending") : "none";
    const arrow = { ascending: " ▲", descending: " ▼", none: "" }[direction];
    const control = button(t(`column-${key}`), () => sortBy(key), { className: "sort" });
    control.append(element("span", { ariaHidden: "true" }, arrow));
    return element("th", { scope: "col", className: `col-${key}`, "aria-sort": direction }, control);
  }

  function compare(a, b) {
    return typeof a === "number" ? a - b : a.localeCompare(b, words.locale(), { numeric: true });
  }

  /** The claims in the order asked for; without one, that of the articles. */
  function ordered(claims) {
    if (!sorted.by) return claims;
    const { key } = COLUMNS[sorted.by];
    const keyed = claims.map((claim) => ({ claim, key: key(claim) }));
    keyed.sort((a, b) => (sorted.down ? compare(b.key, a.key) : compare(a.key, b.key)) || a.claim.at - b.claim.at);
    return keyed.map((each) => each.claim);
  }

  function rows() {
    const wanted = fold(asked).split(" ").filter(Boolean);
    const found = wanted.length
      ? model.view.claims.filter((each) => wanted.every((word) => haystack(each).includes(word)))
      : model.view.claims;
    return { found, passing: ordered(found.filter(scope.passesClaim)) };
  }

  function renderRows(body) {
    const { found, passing } = rows();
    const hidden = found.length - passing.length;
    const note = element("p", { className: "shown", role: "status" },
      t("shown-of", { shown: words.number(passing.length), all: words.number(model.view.claims.length) }));
    if (hidden) {
      note.append(" · ", t("hidden-by-legend", { count: words.number(hidden) }), " ",
        button(t("show-hidden"), () => { scope.clear(); filters.showAll(); }, { className: "show-hidden" }));
    }
    const left = passing.length - limit;
    const more = left > 0 && button(t("more", { count: words.number(Math.min(left, AT_ONCE)) }), () => {
      limit += AT_ONCE;
      render();
    }, { className: "more" });
    const table = element("table", {}, element("caption", { className: "unseen" }, t("list")),
      element("thead", {}, element("tr", {}, ...Object.keys(COLUMNS).map(header))),
      element("tbody", {}, ...passing.slice(0, limit).map(row)));
    body.replaceChildren(note, sorter(), table, ...(more ? [more] : []));
  }

  /** On a phone the table has no head; there the order is chosen from a list. */
  function sorter() {
    const choice = element("select", { id: "sort-by" },
      ...["", ...Object.keys(COLUMNS)].map((key) => element("option", { value: key, selected: key === sorted.by }, key ? t(`column-${key}`) : t("reading-order"))));
    choice.addEventListener("change", () => {
      sorted = { by: choice.value, down: false };
      tell("list");
      render();
      document.getElementById("sort-by").focus();
    });
    return element("p", { className: "sorter" }, element("label", { htmlFor: "sort-by" }, t("sort-by")), " ", choice);
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
      tell("list");
    });
    section.replaceChildren(
      element("div", { className: "filter" }, element("label", { htmlFor: "filter-list" }, t("filter-list")), input), body);
    renderRows(body);
  }

  function rebuild() {
    section.replaceChildren();
    render();
  }

  address.keep(() => ({ list: asked, sort: sorted.by ? `${sorted.down ? "-" : ""}${sorted.by}` : "" }), (get) => {
    asked = get("list");
    const by = get("sort").replace(/^-/, "");
    sorted = COLUMNS[by] ? { by, down: get("sort").startsWith("-") } : { by: "", down: false };
    rebuild();
  });

  function start() {
    events.addEventListener("filters", render);
    events.addEventListener("scope", render);
    events.addEventListener("language", rebuild);
    addEventListener("beforeprint", () => { limit = 5000; render(); }); // on paper nothing can be asked for
  }

  return { start, render, shown: () => rows().passing };
})();
