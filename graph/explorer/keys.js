"use strict";
/* The keys that work everywhere on the page. */
claimgraph.keys = (() => {
  const { selection, scope, panel, search, help, dialog } = claimgraph;

  function escape() {
    if (selection.current) panel.close();
    else if (scope.asked) scope.clear();
  }

  function keyed(event) {
    const { target, key } = event;
    const typing = target.closest("input:not([type=checkbox], [type=range]), textarea, select");
    if (dialog.isOpen || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "/" && !typing) {
      search.focus();
      event.preventDefault();
    } else if (key === "?" && !typing) {
      help.open();
      event.preventDefault();
    } else if (key === "Escape") escape();
  }

  return { start: () => document.addEventListener("keydown", keyed) };
})();
