"use strict";
/*
 * The data of the page, indexed, and what is true of it whatever is drawn. Every file adds one part to `claimgraph`;
 * the parts talk through `claimgraph.events`: "language", "filters", "selection", "view".
 */
globalThis.claimgraph = { events: new EventTarget() };

claimgraph.model = (() => {
  const block = (id) => JSON.parse(document.getElementById(id).textContent);
  const view = block("view");
  const drawing = block("drawing");
  const byId = (list) => new Map(list.map((each) => [each.id, each]));
  const nodes = byId(view.nodes);
  const edges = byId(view.edges);
  const claims = byId(view.claims);
  const articles = byId(view.articles);

  const edgesOf = new Map(view.nodes.map((each) => [each.id, []]));
  for (const edge of view.edges) {
    edgesOf.get(edge.source).push(edge);
    if (edge.target !== edge.source) edgesOf.get(edge.target).push(edge);
  }

  const LETTERS = { ø: "o", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ß: "ss" };

  /** The form under which texts are compared: lower case, no accents, no apostrophes, single blanks. */
  function fold(text) {
    return text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f'’‘`´ʼʿʾ.]/g, "")
      .replace(/[øæœđðþłıß]/g, (letter) => LETTERS[letter]).replace(/[\s\-‐‑–—_/]+/g, " ").trim();
  }

  /** A text in three parts around a span. Offsets count characters as Python does, not UTF-16 units. */
  function around(text, start, end) {
    const characters = Array.from(text);
    return [characters.slice(0, start), characters.slice(start, end), characters.slice(end)].map((each) => each.join(""));
  }

  const categoryOf = (edge) => (edge.disputed ? "disputed" : edge.status);

  /** What the legend files a claim under: a disputed edge keeps both its sides together. */
  function claimCategory(claim) {
    const edge = claim.edge && edges.get(claim.edge);
    if (edge && edge.disputed) return "disputed";
    return claim.polarity === "negative" ? "negative" : claim.modality;
  }

  const dateOf = (article) => (article.published || "").slice(0, 10);

  return { view, drawing, nodes, edges, claims, articles, edgesOf, fold, around, categoryOf, claimCategory, dateOf };
})();

/* What the reader has chosen to see. Negative relations and other verbs wait until they are asked for. */
claimgraph.filters = (() => {
  const off = new Set(["negative", "open"]);
  const typesOff = new Set();
  const changed = () => claimgraph.events.dispatchEvent(new Event("filters"));

  function set(key, on, among = off) {
    if (on) among.delete(key);
    else among.add(key);
    changed();
  }

  return {
    isOn: (category) => !off.has(category),
    setCategory: (category, on) => set(category, on),
    typeIsOn: (type) => !typesOff.has(type),
    setType: (type, on) => set(type, on, typesOff),
    showAll() {
      off.clear();
      typesOff.clear();
      changed();
    },
    passesEdge(edge) {
      const { model } = claimgraph;
      const ends = [edge.source, edge.target].map((id) => model.nodes.get(id).type);
      return !off.has(model.categoryOf(edge)) && !(edge.open && off.has("open")) && !ends.some((type) => typesOff.has(type));
    },
    passesClaim(claim) {
      return !off.has(claimgraph.model.claimCategory(claim)) && !(claim.open && off.has("open"));
    },
  };
})();

/* What is selected: nothing, a node or an edge. It is in the address, so that it can be sent to a colleague. */
claimgraph.selection = (() => {
  let current = null;
  const known = { node: claimgraph.model.nodes, edge: claimgraph.model.edges };

  function select(kind, id) {
    if (kind && !known[kind]?.has(id)) return false;
    current = kind ? { kind, id } : null;
    const hash = current ? `#${kind}=${encodeURIComponent(id)}` : "";
    history.replaceState(null, "", hash || location.pathname + location.search);
    claimgraph.events.dispatchEvent(new Event("selection"));
    return true;
  }

  function fromAddress() {
    const [kind, id] = location.hash.slice(1).split(/=(.*)/s);
    try {
      return select(kind, decodeURIComponent(id || ""));
    } catch {
      return false; // an address that somebody typed wrong selects nothing
    }
  }

  return { select, fromAddress, clear: () => select(null), get current() { return current; } };
})();
