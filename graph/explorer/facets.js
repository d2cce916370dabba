"use strict";
/* What claims can be told apart by: for each facet, the values of a claim and what they are called. */
claimgraph.facets = (() => {
  const { model, words } = claimgraph;
  const SEPARATOR = "\n"; // of values in an address: no publisher has it in its name

  const FACETS = {
    relation: { of: (claim) => [claim.open ? "" : claim.relation], label: (value) => (value ? words.relationName(value) : words.t("open")) },
    modality: { of: (claim) => [`${claim.polarity}.${claim.modality}`], label: (value) => words.t(value) },
    source: { of: (claim) => [model.articleOf(claim).publisher || ""], label: (value) => value || words.t("no-publisher") },
    speaker: {
      of: (claim) => (claim.saidBy ? [claim.saidBy, ...(claim.chain || [])].map((each) => each.node) : [""]),
      label: (value) => (value ? words.name(value) : words.t("says-article-alone")),
    },
    language: { of: (claim) => [model.articleOf(claim).language], label: (value) => words.languageName(value) },
  };

  const chosen = Object.fromEntries(Object.keys(FACETS).map((key) => [key, new Set()]));
  const counted = {};

  /** The values of a facet with the number of claims that have them, the most frequent first. */
  function values(key) {
    counted[key] ??= tally(key);
    return counted[key];
  }

  function tally(key) {
    const counts = new Map();
    for (const claim of model.view.claims) for (const value of FACETS[key].of(claim)) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  /** Nothing chosen lets everything through. */
  function passes(claim) {
    for (const key of Object.keys(FACETS)) {
      if (chosen[key].size && !FACETS[key].of(claim).some((each) => chosen[key].has(each))) return false;
    }
    return true;
  }

  function read() {
    return Object.fromEntries(Object.entries(chosen).map(([key, set]) => [key, set.size ? [...set].map((each) => each || "-").join(SEPARATOR) : ""]));
  }

  function apply(get) {
    for (const [key, set] of Object.entries(chosen)) {
      const asked = get(key).split(SEPARATOR).filter(Boolean).map((each) => (each === "-" ? "" : each));
      const known = new Set(asked.length ? values(key).map((each) => each.value) : []);
      set.clear();
      for (const each of asked) if (known.has(each)) set.add(each);
    }
  }

  return { keys: Object.keys(FACETS), chosen, values, label: (key, value) => FACETS[key].label(value), passes, read, apply };
})();
