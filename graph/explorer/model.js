"use strict";
/* The data of the page, indexed, and what is true of it whatever is drawn. */
claimgraph.model = (() => {
  const block = (id) => JSON.parse(document.getElementById(id).textContent);
  const view = block("view");
  for (const table of ["nodes", "edges", "claims", "articles"]) view[table] = claimgraph.unpack(view[table]);
  const drawing = block("drawing");
  const byId = (list) => new Map(list.map((each) => [each.id, each]));
  const nodes = byId(view.nodes);
  const edges = byId(view.edges);
  const claims = byId(view.claims);
  const articles = byId(view.articles);

  for (const node of view.nodes) {
    node.claims = [];
    node.edges = [];
  }
  for (const edge of view.edges) {
    edge.claims = [];
    nodes.get(edge.source).edges.push(edge);
    if (edge.target !== edge.source) nodes.get(edge.target).edges.push(edge);
  }

  /** The mentions of a claim, in whatever role. */
  const participants = (claim) => [claim.subject, claim.object, claim.where, claim.saidBy, ...(claim.chain || [])].filter(Boolean);

  for (const claim of view.claims) {
    if (claim.edge) edges.get(claim.edge).claims.push(claim);
    for (const { node } of participants(claim)) {
      const { claims: its } = nodes.get(node);
      if (its[its.length - 1] !== claim) its.push(claim); // once, even if it is in two roles
    }
  }

  let texts = null;
  const characters = new Map();

  /** The text of an article. They are read when the first one is wanted. */
  function textOf(article) {
    texts ??= block("texts");
    return texts[article.at];
  }

  /** The text between two offsets, which count characters as Python does and not UTF-16 units. */
  function slice(article, start, end) {
    if (!characters.has(article.at)) {
      const text = textOf(article);
      characters.set(article.at, /[\ud800-\udfff]/.test(text) ? Array.from(text) : null);
    }
    const known = characters.get(article.at);
    return known ? known.slice(start, end).join("") : textOf(article).slice(start, end);
  }

  const articleOf = (claim) => articles.get(claim.article);
  const words = (claim, { start, end }) => slice(articleOf(claim), start, end);
  const dateOf = (article) => (article.published || "").slice(0, 10);

  const disputed = new Set(view.edges.filter((each) => each.disputed).map((each) => each.id));
  for (const { left, right } of view.disputes || []) {
    for (const id of [...left, ...right]) {
      const edge = claims.get(id)?.edge;
      if (edge) disputed.add(edge);
    }
  }
  for (const edge of view.edges) edge.disputed = disputed.has(edge.id);

  const categoryOf = (edge) => (edge.disputed ? "disputed" : edge.status);

  /** What the legend files a claim under: a disputed edge keeps both its sides together. */
  function claimCategory(claim) {
    if (claim.edge && edges.get(claim.edge).disputed) return "disputed";
    return claim.polarity === "negative" ? "negative" : claim.modality;
  }

  return {
    view, drawing, nodes, edges, claims, articles, participants, articleOf, textOf, slice, quote: (claim) => words(claim, claim.quote),
    words, dateOf, categoryOf, claimCategory,
  };
})();
