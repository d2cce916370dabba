"use strict";
/*
 * Light or dark, before anything is drawn. Every file adds one part to `claimgraph`; the parts talk through
 * `claimgraph.events`: "language", "theme", "filters", "scope", "selection", "view", "list".
 */
globalThis.claimgraph = { events: new EventTarget() };

claimgraph.tell = (what) => claimgraph.events.dispatchEvent(new Event(what));

claimgraph.theme = (() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const print = matchMedia("print");
  let wanted = null; // what the reader chose; without a choice the system decides
  let printing = print.matches;

  const current = () => wanted || (dark.matches ? "dark" : "light");

  function apply() {
    document.documentElement.dataset.theme = printing ? "light" : current();
    claimgraph.tell("theme");
  }

  function set(next) {
    wanted = ["light", "dark"].includes(next) ? next : null;
    apply();
  }

  function setPrinting(now) {
    if (printing === now) return;
    printing = now;
    apply();
  }

  dark.addEventListener("change", apply);
  print.addEventListener("change", () => setPrinting(print.matches));
  addEventListener("beforeprint", () => setPrinting(true));
  addEventListener("afterprint", () => setPrinting(false));
  apply();

  return { set, toggle: () => set(current() === "dark" ? "light" : "dark"), get chosen() { return wanted; }, get current() { return current(); } };
})();
