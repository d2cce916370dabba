"use strict";
/*
 * The state of the page in its address, after the "#", so that it can be sent to a colleague. Each part of the page keeps
 * its own keys: it says what they hold now ("" where that is nothing special) and takes over what an address holds.
 */
claimgraph.address = (() => {
  const parts = [];
  let applying = false;
  let waiting = false;
  let written = null;

  /** `read()` gives {key: text}; `apply(get)` takes over, where get(key) is the text of a key or "". */
  const keep = (read, apply) => parts.push({ read, apply });

  function text() {
    const held = new URLSearchParams();
    for (const { read } of parts) for (const [key, value] of Object.entries(read())) if (value) held.set(key, value);
    return held.toString();
  }

  function write() {
    waiting = false;
    const now = text();
    if (now === written) return;
    written = now;
    history.replaceState(null, "", now ? `#${now}` : location.pathname + location.search);
  }

  /** Writes the address once, after all that happens now. */
  function changed() {
    if (applying || waiting) return;
    waiting = true;
    setTimeout(write, 0);
  }

  function read() {
    const given = location.hash.slice(1);
    if (given === written) return;
    const held = new URLSearchParams(given);
    applying = true;
    for (const { apply } of parts) apply((key) => held.get(key) || "");
    applying = false;
    changed();
  }

  function start() {
    for (const what of ["language", "theme", "filters", "scope", "selection", "view", "list"]) claimgraph.events.addEventListener(what, changed);
    addEventListener("hashchange", read);
    if (location.hash) read();
  }

  return { keep, start, link: () => { write(); return location.href; } };
})();
