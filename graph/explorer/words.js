"use strict";
/* The page's own words in the language of the page, and the plain words for numbers, dates, speakers and relations. */
claimgraph.words = (() => {
  const { view, nodes, articles, dateOf } = claimgraph.model;
  const preferred = (navigator.languages || [navigator.language]).map((each) => each.toLowerCase().split("-")[0]);
  const wanted = preferred.map((each) => ({ en: "en", nb: "nb", nn: "nb", no: "nb" })[each]).find(Boolean);
  let language = wanted || view.language;

  function t(key, values = {}) {
    const text = view.strings[language][key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  function counted(key, count) {
    return t(count === 1 ? `${key}-one` : key, { count: number(count) });
  }

  const number = (value) => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);

  function setLanguage(next) {
    language = next;
    claimgraph.events.dispatchEvent(new Event("language"));
  }

  /** Fills the elements of the page that carry the name of a word. */
  function fill() {
    document.documentElement.lang = language;
    document.title = t("title");
    for (const each of document.querySelectorAll("[data-word]")) each.textContent = t(each.dataset.word);
    for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", t(each.dataset.label));
    for (const each of document.querySelectorAll("[data-placeholder]")) each.placeholder = t(each.dataset.placeholder);
  }

  const name = (id) => nodes.get(id).labels[language];
  const type = (key) => view.types[key]?.label[language] || key;
  const relation = (each) => (!each.open && view.relations[each.relation]?.[language]) || each.relation;

  /** What stands on a line: the relation, "not" where everybody denies it, and a mark where it is no plain fact. */
  function edgeLabel(edge) {
    const base = edge.status === "negative" ? t("not", { relation: relation(edge) }) : relation(edge);
    const marks = [];
    if (edge.via) marks.push(t(edge.via));
    if (edge.disputed) marks.push(t("edge-disputed"));
    if (["planned", "predicted", "possible"].includes(edge.status)) marks.push(t(`edge-${edge.status}`));
    return marks.length ? t("marked", { relation: base, mark: marks.join(", ") }) : base;
  }

  function claimRelation(claim) {
    return claim.polarity === "negative" ? t("not", { relation: relation(claim) }) : relation(claim);
  }

  const certainty = (claim) => t(`${claim.polarity}.${claim.modality}`);

  /** Who says it: the innermost speaker first, outwards to the publisher. */
  function speaker(claim) {
    const { publisher } = articles.get(claim.article);
    if (!claim.saidBy) return publisher ? t("says-article", { publisher }) : t("says-article-alone");
    const chain = claim.chain.map((each) => name(each.node));
    const said = chain.reduce((inner, other) => t("quoted-by", { speaker: inner, other }), name(claim.saidBy.node));
    return publisher ? t("says-speaker", { speaker: said, publisher }) : said;
  }

  function quantity(value) {
    const percent = value.unit === "percent";
    const plain = percent ? t("percent", { number: number(value.value) }) : number(value.value);
    const bounded = t(value.bound, { number: plain });
    return value.unit && !percent ? `${bounded} ${value.unit}` : bounded;
  }

  /** A date with the granularity it has: "2017", "October 2017", "15 October 2017". */
  function date(iso) {
    const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso || "");
    if (!parts) return iso || t("undated");
    const [, year, month, day] = parts;
    const shown = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }) };
    const at = new Date(Date.UTC(+year, month ? month - 1 : 0, day ? +day : 1));
    return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...shown, timeZone: "UTC" }).format(at);
  }

  function when(value) {
    const [start, end] = [value.start && date(value.start), value.end && date(value.end)];
    let resolved = "";
    if (start && end) resolved = start === end ? start : t("until", { start, end });
    else if (start) resolved = t("since", { start });
    else if (end) resolved = t("up-to", { end });
    const text = t("quoted", { text: value.text });
    return resolved ? `${resolved} (${text})` : text;
  }

  function source(article) {
    const day = date(dateOf(article));
    return article.publisher ? t("published-by", { publisher: article.publisher, date: day }) : day;
  }

  return {
    t, counted, number, fill, setLanguage, name, type, relation, edgeLabel, claimRelation, certainty, speaker, quantity,
    date, when, source, title: (article) => article.title || t("untitled"),
    get language() { return language; },
  };
})();
