"use strict";
/*
 * What the reader has chosen to see. Negative relations and other verbs wait until they are asked for. A claim passes or
 * does not; an edge passes if one of its claims does, and looks like those of its claims that pass.
 */
claimgraph.filters = (() => {
  const { model, facets, address, tell } = claimgraph;
  const CATEGORIES = ["asserted", "reported", "planned", "predicted", "possible", "disputed", "negative", "open"];
  const AT_FIRST = ["negative", "open"];
  const ORDER = ["asserted", "reported", "planned", "predicted", "possible"];
  const off = new Set(AT_FIRST);
  const typesOff = new Set();
  const time = { by: "event", from: "", to: "" };
  let version = 0;
  let known = null;

  const DAY = /^\d{4}(-\d\d)?(-\d\d)?$/;

  function changed() {
    version += 1;
    known = null;
    tell("filters");
  }

  /** The first and the last day that a date of any granularity stands for. */
  function days(text) {
    if (text.length === 10) return [text, text];
    if (text.length === 7) return [`${text}-01`, `${text}-${new Date(Date.UTC(+text.slice(0, 4), +text.slice(5), 0)).getUTCDate()}`];
    return [`${text}-01-01`, `${text}-12-31`];
  }

  /** From when to when: of what is claimed (the day of publication where the text gives no time), or of publication. */
  function interval(claim, by = time.by) {
    const published = model.dateOf(model.articleOf(claim));
    const { start, end } = (by === "event" && claim.when) || {};
    const first = start || end || published;
    // "Since March" reaches to the day on which it is written.
    const last = end || (start && published > start ? published : start) || published;
    if (!DAY.test(first) || !DAY.test(last)) return null;
    const [from, to] = [days(first)[0], days(last)[1]];
    return from <= to ? [from, to] : [to, from];
  }

  function passesTime(claim) {
    if (!time.from && !time.to) return true;
    const span = interval(claim);
    return Boolean(span) && !(time.from && span[1] < time.from) && !(time.to && span[0] > time.to);
  }

  const ends = (claim) => {
    const edge = claim.edge && model.edges.get(claim.edge);
    return edge ? [edge.source, edge.target] : [claim.subject, claim.object].filter(Boolean).map((each) => each.node);
  };

  function judge(claim) {
    if (off.has(model.claimCategory(claim)) || (claim.open && off.has("open"))) return false;
    if (typesOff.size && ends(claim).some((id) => typesOff.has(model.nodes.get(id).type))) return false;
    return facets.passes(claim) && passesTime(claim);
  }

  /** What passes, found once for every change. */
  function passing() {
    known ??= { claims: Uint8Array.from(model.view.claims, (each) => (judge(each) ? 1 : 0)), looks: new Map() };
    return known;
  }

  const passesClaim = (claim) => passing().claims[claim.at] === 1;

  /** How an edge looks by its claims that pass: {status, claims, sources}; null if none does. */
  function look(edge) {
    const { looks } = passing();
    if (!looks.has(edge.at)) looks.set(edge.at, lookOf(edge, edge.claims.filter(passesClaim)));
    return looks.get(edge.at);
  }

  function lookOf(edge, claims) {
    if (!claims.length) return null;
    const sure = claims.filter((each) => each.polarity === "positive").map((each) => ORDER.indexOf(each.modality));
    const publishers = new Set(claims.map((each) => model.articleOf(each).publisher || each.article));
    const all = edge.origins ?? edge.sources;
    return { status: sure.length ? ORDER[Math.min(...sure)] : "negative", claims: claims.length, sources: Math.max(1, Math.min(publishers.size, all)) };
  }

  function set(key, on, among) {
    if (on) among.delete(key);
    else among.add(key);
    changed();
  }

  function choose(facet, values) {
    facets.chosen[facet].clear();
    for (const each of values) facets.chosen[facet].add(each);
    changed();
  }

  function setTime(next) {
    Object.assign(time, next);
    changed();
  }

  function reset(offNow) {
    off.clear();
    for (const each of offNow) off.add(each);
    typesOff.clear();
    for (const each of facets.keys) facets.chosen[each].clear();
    Object.assign(time, { from: "", to: "" });
    changed();
  }

  const differs = () => [...off].sort().join() !== [...AT_FIRST].sort().join();

  function apply(get) {
    const text = get("off");
    off.clear();
    for (const each of text ? text.split(",") : AT_FIRST) if (CATEGORIES.includes(each)) off.add(each);
    typesOff.clear();
    for (const each of get("types-off").split(",")) if (each) typesOff.add(each);
    facets.apply(get);
    const day = (key) => (DAY.test(get(key)) && get(key).length === 10 ? get(key) : "");
    Object.assign(time, { by: get("by") === "published" ? "published" : "event", from: day("from"), to: day("to") });
    changed();
  }

  address.keep(() => ({
    off: differs() ? [...off].join(",") || "-" : "", "types-off": [...typesOff].join(","), ...facets.read(),
    by: time.by === "event" ? "" : time.by, from: time.from, to: time.to,
  }), apply);

  return {
    CATEGORIES, time, interval, passesClaim, look, choose, setTime,
    passesEdge: (edge) => Boolean(look(edge)),
    isOn: (category) => !off.has(category),
    setCategory: (category, on) => set(category, on, off),
    typeIsOn: (type) => !typesOff.has(type),
    setType: (type, on) => set(type, on, typesOff),
    onlyType: (type, all) => { typesOff.clear(); for (const each of all) if (each !== type) typesOff.add(each); changed(); },
    typesOff,
    showAll: () => reset([]),
    reset: () => reset(AT_FIRST),
    get version() { return version; },
  };
})();
