"use strict";

// The editor and the tables are YASGUI's; nothing is fetched from anywhere but the server of this page, and nothing of
// the graph is kept in the browser when the page is closed.
(async () => {
  const endpoint = new URL("sparql", document.baseURI).href;
  const known = await (await fetch("page/queries.json")).json();
  const editor = document.getElementById("editor");
  const status = document.getElementById("status");
  const { Yasqe, Yasr } = Yasgui;

  const shown = (query) => query || known.queries[0].sparql;
  const yasqe = new Yasqe(editor, {
    value: shown(new URLSearchParams(location.hash.slice(1)).get("query")),
    persistenceId: null,
    createShareableLink: null,
    autocompleters: ["variables"],
    collapsePrefixesOnLoad: true,
    requestConfig: { endpoint, method: "POST" },
  });
  const yasr = new Yasr(document.getElementById("answer"), {
    persistenceId: null,
    prefixes: () => ({ ...known.prefixes, ...yasqe.getPrefixesFromQuery() }),
  });

  const say = (text, wrong = false) => {
    status.textContent = text;
    status.classList.toggle("wrong", wrong);
  };

  yasqe.on("query", () => say("Asking …"));
  yasqe.on("queryAbort", () => say("Stopped."));
  yasqe.on("queryResponse", async (_editor, response, duration) => {
    yasr.setResponse(response, duration);
    const failed = response instanceof Error || (response && response.status >= 400);
    const told = response && (response.content || (response.response && response.response.text) || response.message);
    say(failed ? String(told || "There is no answer.").trim() : `Answered in ${duration} ms.`, Boolean(failed));
  });

  const choose = (query, button) => {
    for (const each of document.querySelectorAll("#examples button")) each.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
    yasqe.setValue(query.sparql);
    yasqe.collapsePrefixes(true);
    yasqe.query();
  };

  const part = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };

  for (const query of known.queries) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.append(part("strong", query.name), part("span", query.help));
    button.addEventListener("click", () => choose(query, button));
    item.append(button);
    document.getElementById("examples").append(item);
  }
  document.getElementById("explorer").hidden = !known.explorer;
  document.body.dataset.ready = "true";
})();
