"use strict";
/* The field in which the other end of a path is chosen, and the path as a list. */
claimgraph.routes = (() => {
  const { words, selection, scope, filters, paths, combobox, looks } = claimgraph;
  const { element, button, nodeButton, lineSample } = claimgraph.elements;
  const { t } = words;

  /** "Path to ...": a field over all names. */
  function field(id) {
    const input = element("input", {
      type: "search", id: "path-to", role: "combobox", autocomplete: "off", spellcheck: false, placeholder: t("path-hint"),
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "path-hits",
    });
    const hits = element("ul", { id: "path-hits", className: "hits", role: "listbox", ariaLabel: t("path-to"), hidden: true });
    combobox(input, hits, (text, answer) => {
      const found = claimgraph.search.find(text).filter(({ node }) => node.id !== id);
      answer(found.slice(0, 8).map((each) => ({ ...claimgraph.search.nodeOption(each), choose: () => to(id, each.node.id) })), found.length);
    });
    return element("div", { className: "search path-field" }, element("label", { htmlFor: "path-to" }, t("path-to")), input, hits);
  }

  function to(from, other) {
    scope.set({ kind: "path", id: from, to: other });
    document.getElementById("status").textContent = summary();
    claimgraph.panel.enter();
  }

  function summary() {
    const { way } = scope.current();
    return way ? words.counted("path-steps", way.length - 1) : t("no-path");
  }

  function step(from, to) {
    const edges = paths.between(from, to, filters.passesEdge);
    return element("li", {}, ...edges.map((edge) => {
      const { status } = filters.look(edge);
      const kind = looks.line(edge, status);
      const towards = edge.source === from ? "→" : "←";
      const choose = button([towards, words.edgeLabel(edge, status)].join(" "), () => selection.select("edge", edge.id), { className: "thing step" });
      return element("span", { className: "certainty" }, lineSample(kind), choose);
    }), element("span", { className: "stop" }, nodeButton(to)));
  }

  /** The way that is in scope, as a list of relations and things; null where none is. */
  function list() {
    if (scope.asked?.kind !== "path") return null;
    const { way } = scope.current();
    const head = element("p", { className: "kicker" }, summary());
    if (!way) return element("section", { className: "way" }, head, element("p", { className: "note" }, t("no-path-why")));
    return element("section", { className: "way" }, head,
      element("p", {}, nodeButton(way[0])), element("ol", {}, ...way.slice(1).map((each, i) => step(way[i], each))));
  }

  /** The buttons for what lies around a thing. */
  function depths(id) {
    const { asked } = scope;
    const mine = asked?.kind === "around" && asked.id === id;
    const one = (depth) => button(words.number(depth), () => scope.set({ kind: "around", id, depth }),
      { ariaLabel: words.counted("steps", depth), "aria-pressed": String(mine && asked.depth === depth) });
    const all = button(t("whole-graph"), scope.clear, { "aria-pressed": String(!asked) });
    return element("div", { className: "depths", role: "group", ariaLabel: t("around") },
      element("span", { ariaHidden: "true" }, t("around")), element("span", { className: "pair" }, ...scope.DEPTHS.map(one), all));
  }

  return { field, list, depths };
})();
