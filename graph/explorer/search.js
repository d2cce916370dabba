"use strict";
/* Search over every name of everything and every quote, drawn or not, whatever their accents and spelling. */
claimgraph.search = (() => {
  const { model, words, selection, events, combobox } = claimgraph;
  const { fold, sounds } = claimgraph.fold;
  const { element } = claimgraph.elements;
  const MOST = { names: 10, quotes: 6 };
  const AT_ONCE = 1500; // quotes that are looked through before the page may do something else
  const input = document.getElementById("search");
  const hits = document.getElementById("hits");
  const quotes = []; // folded, by the place of the claim
  let index = null;
  let asked = 0;

  /** All names of a node, folded; made when somebody first searches. */
  function names() {
    index ??= model.view.nodes.filter((node) => node.claims.length || node.edges.length).map((node) => ({
      node, names: [...new Set([...Object.values(node.labels), ...(node.names || []).map(([text]) => text)])]
        .map((text) => ({ text, folded: fold(text), sounds: sounds(text) })),
    }));
    return index;
  }

  /** How well a name answers: wholly, from its beginning, from that of a word, anywhere, by its sound, not at all. */
  function grade(name, text, sound) {
    if (name.folded === text) return 0;
    if (name.folded.startsWith(text)) return 1;
    if (name.folded.includes(` ${text}`)) return 2;
    if (name.folded.includes(text)) return 3;
    if (sound.length < 3) return 9;
    return name.sounds === sound ? 4 : name.sounds.startsWith(sound) || name.sounds.includes(` ${sound}`) ? 5 : 9;
  }

  function findNodes(text) {
    const [folded, sound] = [fold(text), sounds(text)];
    if (!folded) return [];
    const found = [];
    for (const { node, names: its } of names()) {
      let best = { grade: 9 };
      for (const each of its) {
        const graded = grade(each, folded, sound);
        if (graded < best.grade) best = { name: each.text, grade: graded };
      }
      if (best.grade < 9) found.push({ node, ...best });
    }
    return found.sort((a, b) => a.grade - b.grade || b.node.claims.length - a.node.claims.length || (a.node.id < b.node.id ? -1 : 1));
  }

  const foldedQuote = (claim) => (quotes[claim.at] ??= fold(model.quote(claim)));

  /** Looks through the quotes bit by bit, and tells what it has found after each. */
  function findQuotes(text, tell) {
    asked += 1;
    const mine = asked;
    const folded = fold(text);
    const found = [];
    const seen = new Set();
    const step = (from) => {
      if (mine !== asked) return;
      for (const claim of model.view.claims.slice(from, from + AT_ONCE)) {
        const place = `${claim.article} ${claim.quote.start}`;
        if (seen.has(place) || !foldedQuote(claim).includes(folded)) continue;
        seen.add(place); // a sentence with two claims is one hit
        found.push(claim);
      }
      const next = from + AT_ONCE;
      const more = next < model.view.claims.length;
      tell(found, !more);
      if (more) setTimeout(step, 0, next);
    };
    if (folded.length >= 3) step(0);
    else tell(found, true);
  }

  function nodeOption({ node, name }) {
    const label = words.name(node.id);
    const also = name === label ? null : element("span", { className: "also" }, name);
    const about = `${words.type(node.type)} · ${words.counted("claims-count", node.claims.length)}`;
    return {
      key: node.id, choose: () => choose("node", node.id),
      content: [element("span", {}, label), ...(also ? [also] : []), element("span", { className: "kind" }, about)],
    };
  }

  function quoteOption(claim) {
    const article = model.articleOf(claim);
    return {
      key: claim.id,
      choose: () => (claim.edge ? choose("edge", claim.edge, claim) : claimgraph.reader.open(claim)),
      content: [element("q", { lang: article.language }, model.quote(claim)), element("span", { className: "kind" }, words.source(article))],
    };
  }

  function choose(kind, id, claim) {
    selection.select(kind, id);
    claimgraph.panel.enter(claim);
  }

  function find(text, answer) {
    const nodes = findNodes(text);
    findQuotes(text, (claims, done) => {
      const options = [...nodes.slice(0, MOST.names).map(nodeOption), ...claims.slice(0, MOST.quotes).map(quoteOption)];
      if (options.length || done) answer(options, nodes.length + claims.length);
    });
  }

  function start() {
    const { refresh } = combobox(input, hits, find);
    events.addEventListener("language", refresh);
  }

  return { start, find: findNodes, nodeOption, focus: () => input.focus() };
})();
