"use strict";
/* The side panel: every claim behind what is selected. */
claimgraph.panel = (() => {
  const { model, words, selection, filters, looks, events, thing, routes, disputes, states } = claimgraph;
  const { element, button, nodeButton, closeButton, lineSample, shapeSample } = claimgraph.elements;
  const { cards } = claimgraph.claims;
  const { t } = words;
  const panel = document.getElementById("panel");
  let cameFrom = null;

  function heading(kicker, title, counts) {
    return element("header", {},
      element("div", {},
        element("p", { className: "kicker" }, ...kicker),
        element("h2", {}, ...title),
        element("p", { className: "counts" }, counts)),
      closeButton(close));
  }

  function aboutNode(id) {
    const node = model.nodes.get(id);
    const counts = words.counted("claims-count", node.claims.length);
    const roles = thing.parts(node);
    const toClaims = button(counts, () => enter(node.claims[0]), { className: "thing", ariaLabel: t("to-claims", { count: counts }) });
    return [
      heading([shapeSample(node.type), words.type(node.type)], [words.name(id)], node.claims.length ? toClaims : counts),
      element("div", { className: "tools" }, routes.depths(id), routes.field(id)),
      routes.list(),
      thing.names(node), thing.links(node), thing.merged(node), thing.roleLines(node),
      states.strip(id),
      ...disputes.ofNode(id).slice(0, 4).map(disputes.summary),
      thing.neighbours(node),
      roles ? element("p", { className: "names" }, roles) : null,
      cards(node.claims),
    ];
  }

  function aboutEdge(id) {
    const edge = model.edges.get(id);
    const status = filters.look(edge)?.status || edge.status;
    const kind = looks.line(edge, status);
    const counts = [words.counted("claims-count", edge.claims.length), words.sources(edge)];
    const title = [nodeButton(edge.source), " ", element("span", { className: `relation ${kind}` }, words.edgeLabel(edge, status)),
      " ", nodeButton(edge.target)];
    const head = heading([lineSample(kind), t(kind)], title, counts.join(" · "));
    const found = disputes.ofEdge(id);
    const both = new Set(edge.claims.map((each) => each.polarity)).size > 1;
    return [head, ...found.map(disputes.summary), ...(both ? sides(edge.claims) : [cards(edge.claims)])];
  }

  function sides(claims) {
    const side = (polarity) => claims.filter((each) => each.polarity === polarity);
    return [
      element("h3", { className: "side" }, t("says-so")), cards(side("positive")),
      element("h3", { className: "side" }, t("says-not")), cards(side("negative")),
    ];
  }

  function fill() {
    const { current } = selection;
    const content = current.kind === "node" ? aboutNode(current.id) : aboutEdge(current.id);
    panel.replaceChildren(...content.filter(Boolean));
  }

  function render() {
    const { current } = selection;
    const wasHidden = panel.hidden;
    const inside = panel.contains(document.activeElement) && document.activeElement !== panel;
    panel.hidden = !current;
    document.body.classList.toggle("with-panel", Boolean(current));
    if (!current) {
      panel.replaceChildren();
      return;
    }
    if (wasHidden) cameFrom = document.activeElement;
    fill();
    if (inside) panel.focus({ preventScroll: true }); // the button that was pressed is gone
    panel.scrollTop = 0;
    const text = panel.querySelector("h2").textContent;
    document.getElementById("status").textContent =
      t("selected", { name: text, count: panel.querySelector(".counts").textContent });
  }

  /** The same thing again, after a change elsewhere: what is open and in focus stays so. */
  function again() {
    if (!selection.current) return;
    const [scroll, focused, open] = [panel.scrollTop, document.activeElement, panel.querySelector("details.neighbours")?.open];
    const label = panel.contains(focused) ? focused.ariaLabel || focused.textContent : null;
    fill();
    if (open) panel.querySelector("details.neighbours")?.setAttribute("open", "");
    if (label !== null) ([...panel.querySelectorAll("button, input")].find((each) => (each.ariaLabel || each.textContent) === label) || panel).focus({ preventScroll: true });
    panel.scrollTop = scroll;
  }

  /** Closes the panel and gives the focus back to where it was, if it was in the panel. */
  function close() {
    const inside = panel.contains(document.activeElement);
    selection.clear();
    document.getElementById("status").textContent = t("nothing-selected");
    const back = cameFrom?.isConnected && cameFrom !== document.body && cameFrom.checkVisibility();
    if (inside) (back ? cameFrom : document.getElementById("canvas")).focus();
  }

  /** Goes into the panel, to a claim if one is given. */
  function enter(claim) {
    const card = claim && panel.querySelector(`[data-claim="${CSS.escape(claim.id)}"]`);
    if (!card) return void panel.focus();
    card.tabIndex = -1;
    card.focus();
    card.scrollIntoView({ block: "start" });
  }

  function start() {
    events.addEventListener("selection", render);
    for (const what of ["language", "filters", "scope", "theme"]) events.addEventListener(what, again);
  }

  return { start, close, enter };
})();
