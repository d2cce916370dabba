"use strict";
/* The page's own words in the language of the page, and the plain words for numbers, dates, speakers and relations. */
claimgraph.words = (() => {
  const { view, nodes, articleOf, dateOf } = claimgraph.model;
  const { address, tell } = claimgraph;
  const preferred = (navigator.languages || [navigator.language]).map((each) => each.toLowerCase().split("-")[0]);
  const wanted = preferred.map((each) => ({ en: "en", nb: "nb", nn: "nb", no: "nb" })[each]).find(Boolean);
  const atFirst = wanted || view.language;
  let language = atFirst;

  function t(key, values = {}) {
    const text = view.strings[language][key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  function counted(key, count) {
    return t(count === 1 ? `${key}-one` : key, { count: number(count) });
  }

  const formats = new Map(); // they take long to make

  /** The format of a kind ("NumberFormat", "DateTimeFormat", "DisplayNames") with these options in the page's language. */
  function format(kind, options) {
    const key = `${kind} ${language} ${JSON.stringify(options)}`;
    if (!formats.has(key)) formats.set(key, new Intl[kind](locale(), options));
    return formats.get(key);
  }

  const number = (value) => format("NumberFormat", { maximumFractionDigits: 2 }).format(value);

  function setLanguage(next) {
    if (next === language || !view.languages.includes(next)) return;
    language = next;
    tell("language");
  }

  address.keep(() => ({ lang: language === atFirst ? "" : language }), (get) => setLanguage(get("lang") || atFirst));

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
  const relationName = (key) => view.relations[key]?.label[language] || key;
  const relation = (each) => (each.open ? each.relation : relationName(each.relation));

  /** The relation as one says it from the other end: "captured by". */
  const inverse = (each) => (!each.open && view.relations[each.relation]?.inverse?.[language]) || t("backwards", { relation: relation(each) });

  function languageName(code) {
    if (!code || code === "und") return t("any-language");
    try {
      return format("DisplayNames", { type: "language" }).of(code);
    } catch {
      return code; // not the code of a language
    }
  }

  /** What stands on a line: the relation, "not" where everybody denies it, and a mark where it is no plain fact. */
  function edgeLabel(edge, status = edge.status) {
    const base = status === "negative" ? t("not", { relation: relation(edge) }) : relation(edge);
    const marks = [];
    if (edge.via) marks.push(t(edge.via));
    if (edge.disputed) marks.push(t("edge-disputed"));
    if (["reported", "planned", "predicted", "possible"].includes(status)) marks.push(t(`edge-${status}`));
    return marks.length ? t("marked", { relation: base, mark: marks.join(", ") }) : base;
  }

  function claimRelation(claim) {
    return claim.polarity === "negative" ? t("not", { relation: relation(claim) }) : relation(claim);
  }

  const certainty = (claim) => t(`${claim.polarity}.${claim.modality}`);

  /** The speaker that is quoted, and whom it is quoted by: the innermost first. */
  const saidBy = (claim) => (claim.chain || [])
    .reduce((inner, other) => t("quoted-by", { speaker: inner, other: name(other.node) }), name(claim.saidBy.node));

  /** Who says it, outwards to the publisher. */
  function speaker(claim) {
    const { publisher } = articleOf(claim);
    if (!claim.saidBy) return publisher ? t("says-article", { publisher }) : t("says-article-alone");
    return publisher ? t("says-speaker", { speaker: saidBy(claim), publisher }) : saidBy(claim);
  }

  function quantity(value) {
    const percent = value.unit === "percent";
    const plain = percent ? t("percent", { number: number(value.value) }) : number(value.value);
    const bounded = t(value.bound, { number: plain });
    return value.unit && !percent ? `${bounded} ${value.unit}` : bounded;
  }

  const locale = () => (language === "en" ? "en-GB" : language);

  /** A date with the granularity it has: "2017", "October 2017", "15 October 2017". */
  function date(iso) {
    const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso || "");
    if (!parts) return iso || t("undated");
    const [, year, month, day] = parts;
    const shown = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }) };
    const at = new Date(Date.UTC(+year, month ? month - 1 : 0, day ? +day : 1));
    return format("DateTimeFormat", { ...shown, timeZone: "UTC" }).format(at);
  }

  function when(value) {
    const resolved = span(value.start, value.end);
    const text = t("quoted", { text: value.text });
    return resolved ? `${resolved} (${text})` : text;
  }

  function source(article) {
    const day = date(dateOf(article));
    return article.publisher ? t("published-by", { publisher: article.publisher, date: day }) : day;
  }

  /** "From X to Y", with whatever of the two is known. */
  function span(start, end) {
    const [from, to] = [start && date(start), end && date(end)];
    if (from && to) return from === to ? from : t("until", { start: from, end: to });
    if (from) return t("since", { start: from });
    return to ? t("up-to", { end: to }) : "";
  }

  /** Two days and what lies between them, as short as can be. */
  function range(from, to) {
    const [a, b] = [from, to].map((each) => Date.parse(each));
    return format("DateTimeFormat", { dateStyle: "medium", timeZone: "UTC" }).formatRange(a, Math.max(a, b));
  }

  /** "3 articles, 1 origin: SOHR" where it is known what the sources go back to; else the number of sources. */
  function sources(edge) {
    if (!Number.isInteger(edge.origins)) return counted("sources-count", edge.sources);
    const stories = new Set(edge.claims.map((each) => each.article)).size;
    const names = (edge.originNames || []).join(", ");
    const both = { articles: counted("articles-count", stories), origins: counted("origins-count", edge.origins), names };
    return t(names ? "origins-named" : "origins", both);
  }

  return {
    t, counted, number, fill, setLanguage, name, type, relation, relationName, inverse, languageName, locale, sources, span, range, edgeLabel, claimRelation, certainty, saidBy, speaker, quantity,
    date, when, source, title: (article) => article.title || article.path || t("untitled"),
    get language() { return language; },
  };
})();
