"use strict";
/* What is known of a thing besides its claims: names, links, roles, neighbours, what was merged into it. */
claimgraph.thing = (() => {
  const { model, words, selection, filters, paths } = claimgraph;
  const { element, button, link, nodeButton } = claimgraph.elements;
  const { t } = words;
  const { roles, sites } = model.view.settings;
  const MOST_NAMED = 12; // neighbours of one relation before the rest is only counted

  /** The names by language, those of the interface first, then those that serve in all. */
  function names(node) {
    const byLanguage = new Map();
    const put = (language, text) => {
      if (!byLanguage.has(language)) byLanguage.set(language, new Set());
      byLanguage.get(language).add(text);
    };
    for (const [language, text] of Object.entries(node.labels)) put(language, text);
    for (const [text, language] of node.names || []) put(language, text);
    if (byLanguage.size === 2 && new Set(Object.values(node.labels)).size === 1 && !(node.names || []).length) return null;
    return element("dl", { className: "names" }, ...[...byLanguage].flatMap(([language, texts]) => [
      element("dt", {}, words.languageName(language)),
      element("dd", language === "und" ? {} : { lang: language }, [...texts].join(" · ")),
    ]));
  }

  function siteOf(address) {
    try {
      const { hostname, pathname } = new URL(address);
      const last = pathname.split("/").filter(Boolean).at(-1) || "";
      return sites[hostname] ? `${sites[hostname]} ${last}` : address;
    } catch {
      return address;
    }
  }

  function links(node) {
    const all = node.sameAs || [];
    if (!all.length) return null;
    return element("p", { className: "names links" }, `${t("same-as")}: `,
      ...all.flatMap((each, i) => (i ? [" · ", link(each, siteOf(each))] : [link(each, siteOf(each))])));
  }

  function merged(node) {
    if (!node.merged?.length) return null;
    return element("details", { className: "merged" }, element("summary", {}, words.counted("merged", node.merged.length)),
      element("ul", {}, ...node.merged.map(({ name, why }) => element("li", {}, element("b", {}, name), " – ", t("merged-because", { why })))));
  }

  /** {label: Map of other ends} of the edges of a node that pass, read from its own side. */
  function byRelation(node) {
    const groups = new Map();
    for (const edge of node.edges) {
      const look = filters.look(edge);
      if (!look) continue;
      const outwards = edge.source === node.id;
      const base = outwards ? words.relation(edge) : words.inverse(edge);
      const label = look.status === "negative" ? t("not", { relation: base }) : base;
      if (!groups.has(label)) groups.set(label, []);
      groups.get(label).push(edge);
    }
    return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  }

  function listed(node, label, edges) {
    const rest = edges.length - MOST_NAMED;
    const one = (edge) => element("li", {}, nodeButton(paths.otherEnd(edge, node.id)), " ",
      button(words.counted("claims-count", filters.look(edge).claims), () => selection.select("edge", edge.id),
        { className: "thing small", ariaLabel: t("evidence-for", { claim: [label, words.name(paths.otherEnd(edge, node.id))].join(" ") }) }));
    return element("div", { className: "relation-group" }, element("dt", {}, label),
      element("dd", {}, element("ul", {}, ...edges.slice(0, MOST_NAMED).map(one), rest > 0 ? element("li", { className: "note" }, t("and-more", { count: words.number(rest) })) : null)));
  }

  function neighbours(node) {
    const groups = byRelation(node);
    if (!groups.length) return null;
    const others = new Set(node.edges.filter(filters.look).map((edge) => paths.otherEnd(edge, node.id)));
    return element("details", { className: "neighbours" },
      element("summary", {}, words.counted("neighbours", others.size)),
      element("dl", {}, ...groups.map(([label, edges]) => listed(node, label, edges))));
  }

  /** What it is or does in some body: the claims of the relations that the settings call roles. */
  function roleLines(node) {
    const lines = new Map();
    for (const claim of node.claims) {
      if (!roles.includes(claim.relation) || claim.polarity === "negative" || !filters.passesClaim(claim)) continue;
      const mine = claim.subject?.node === node.id;
      const other = mine ? claim.object : claim.subject;
      if (!mine && claim.object?.node !== node.id) continue;
      const label = mine ? words.claimRelation(claim) : words.inverse(claim);
      const what = claim.literal && mine ? element("q", {}, claim.literal) : other && nodeButton(other.node);
      const key = `${label} ${other?.node || claim.literal}`;
      if (what && !lines.has(key)) lines.set(key, element("li", {}, `${label} `, what));
    }
    return lines.size ? element("section", { className: "roles" }, element("h3", {}, t("roles")), element("ul", {}, ...lines.values())) : null;
  }

  /** How often it is what in a claim. */
  function parts(node) {
    const counts = { subject: 0, object: 0, where: 0, saidBy: 0 };
    for (const claim of node.claims) for (const key of Object.keys(counts)) if (claim[key]?.node === node.id) counts[key] += 1;
    const said = Object.entries(counts).filter(([, count]) => count).map(([key, count]) => words.counted(`part-${key}`, count));
    return said.join(" · ");
  }

  return { names, links, merged, neighbours, roleLines, parts };
})();
