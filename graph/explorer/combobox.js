"use strict";
/* A field in which one types and a list from which one chooses, with the keys that such fields have everywhere. */
claimgraph.combobox = (() => {
  const { words } = claimgraph;
  const { element } = claimgraph.elements;

  /**
   * `find(text, answer)` calls answer(options) with [{key, content, choose}], once or, as it finds more, more often.
   * Gives back {refresh}.
   */
  return function combobox(input, list, find) {
    let options = [];
    let active = -1;

    function option({ content }, i) {
      const made = element("li", { id: `${list.id}-${i}`, role: "option", "aria-selected": "false" }, ...content);
      made.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
      made.addEventListener("click", () => choose(i));
      return made;
    }

    function answer(found, total, text) {
      if (input.value !== text) return; // an answer to what was asked before
      const before = options[active]?.key;
      options = found;
      const empty = text.trim() && !found.length;
      list.replaceChildren(...found.map(option));
      if (empty) list.append(element("li", { className: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, words.t("no-hits")));
      list.hidden = !found.length && !empty;
      input.setAttribute("aria-expanded", String(!list.hidden));
      move(found.length ? Math.max(0, found.findIndex((each) => each.key === before)) : -1);
      if (text.trim()) {
        document.getElementById("status").textContent = empty ? words.t("no-hits") : words.counted("hits", total);
      }
    }

    function show() {
      const text = input.value;
      if (text.trim()) find(text, (found, total) => answer(found, total, text));
      else hide();
    }

    function move(to) {
      active = options.length ? (to + options.length) % options.length : -1;
      options.forEach((_, i) => list.children[i].setAttribute("aria-selected", String(i === active)));
      if (active >= 0) {
        input.setAttribute("aria-activedescendant", list.children[active].id);
        list.children[active].scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }

    function hide() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(i) {
      const chosen = options[i];
      hide();
      input.value = "";
      options = [];
      chosen?.choose();
    }

    function keyed(event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) show();
        else move(active + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter") {
        if (!list.hidden && active >= 0) choose(active);
      } else if (event.key === "Escape" && (input.value || !list.hidden)) {
        input.value = "";
        hide();
        event.stopPropagation();
      } else return;
      event.preventDefault();
    }

    input.addEventListener("input", show);
    input.addEventListener("focus", () => input.value && show());
    input.addEventListener("blur", hide);
    input.addEventListener("keydown", keyed);
    return { refresh: () => list.hidden || show() };
  };
})();
