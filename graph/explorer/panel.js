"use strict";
/* The side panel: every claim behind what is selected. */
claimgraph.panel = (() => {
  const { model, words, selection, events } = claimgraph;
  const { element, button, link, nodeButton, card, lineSample } = claimgraph.claims;
  const { t } = words;
  const panel = document.getElementById("panel");
  const AT_ONCE = 40;
  let cameFrom = null;

  function heading(kicker, title, counts) {
    return element("header", {},
      element("div", {},
        element("p", { className: "kicker" }, ...kicker),
        element("h2", {}, ...title),
        element("p", { className: "counts" }, counts)),
      button("×", close, { className: "close", ariaLabel: t("close") }));
  }

  /** Cards for the claims, a screenful or two at a time. */
  function cards(claims) {
    const box = element("div", { className: "claims" });
    const more = (from) => {
      box.append(...claims.slice(from, from + AT_ONCE).map(card));
      const left = claims.length - from - AT_ONCE;
      if (left <= 0) return;
      const next = button(t("more", { count: words.number(Math.min(left, AT_ONCE)) }), () => {
        next.remove();
        more(from + AT_ONCE);
      }, { className: "more" });
      box.append(next);
    };
    more(0);
    return box;
  }

  const look = (ids) => ids.map((id) => model.claims.get(id));

  function aboutNode(id) {
    const node = model.nodes.get(id);
    const others = node.names.filter((each) => each !== words.name(id));
    const parts = [heading([words.type(node.type)], [words.name(id)], words.counted("claims-count", node.claims.length))];
    if (others.length) {
      parts.push(element("p", { className: "names" }, `${t("also-called")}: `, others.join(" · ")));
    }
    if (node.sameAs.length) {
      const links = node.sameAs.flatMap((each, i) => (i ? [" · ", link(each)] : [link(each)]));
      parts.push(element("p", { className: "names" }, `${t("same-as")}: `, ...links));
    }
    return [...parts, cards(look(node.claims))];
  }

  function aboutEdge(id) {
    const edge = model.edges.get(id);
    const category = model.categoryOf(edge);
    const claims = look(edge.claims);
    const counts = [words.counted("claims-count", claims.length), words.counted("sources-count", edge.sources)];
    const title = [nodeButton(edge.source), " ", element("span", { className: `relation ${category}` }, words.edgeLabel(edge)),
      " ", nodeButton(edge.target)];
    const head = heading([lineSample(category), t(category)], title, counts.join(" · "));
    return edge.disputed ? [head, ...sides(claims)] : [head, cards(claims)];
  }

  function sides(claims) {
    const yes = claims.filter((each) => each.polarity === "positive");
    const no = claims.filter((each) => each.polarity === "negative");
    return [
      element("p", { className: "dispute" }, t("both-sides", { yes: words.number(yes.length), no: words.number(no.length) })),
      element("h3", { className: "side" }, t("says-so")), cards(yes),
      element("h3", { className: "side" }, t("says-not")), cards(no),
    ];
  }

  function render() {
    const { current } = selection;
    const wasHidden = panel.hidden;
    panel.hidden = !current;
    document.body.classList.toggle("with-panel", Boolean(current));
    if (!current) {
      panel.replaceChildren();
      return;
    }
    if (wasHidden) cameFrom = document.activeElement;
    panel.replaceChildren(...(current.kind === "node" ? aboutNode(current.id) : aboutEdge(current.id)));
    panel.scrollTop = 0;
    const text = panel.querySelector("h2").textContent;
    document.getElementById("status").textContent =
      t("selected", { name: text, count: panel.querySelector(".counts").textContent });
  }

  /** Closes the panel and gives the focus back to where it was, if it was in the panel. */
  function close() {
    const inside = panel.contains(document.activeElement);
    selection.clear();
    document.getElementById("status").textContent = t("nothing-selected");
    if (inside) (cameFrom?.isConnected && cameFrom !== document.body ? cameFrom : document.getElementById("canvas")).focus();
  }

  function start() {
    events.addEventListener("selection", render);
    events.addEventListener("language", render);
  }

  return { start, close, enter: () => panel.focus() };
})();
