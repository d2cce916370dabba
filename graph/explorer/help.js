"use strict";
/* What the keys do. */
claimgraph.help = (() => {
  const { words, dialog } = claimgraph;
  const { element } = claimgraph.elements;
  const { t } = words;
  const KEYS = [
    [["/"], "key-search"], [["Tab"], "key-tab"], [["←", "↑", "→", "↓"], "key-arrows"], [["N", "P"], "key-relations"], [["Enter"], "key-enter"],
    [["Esc"], "key-escape"], [["+", "−", "0"], "key-zoom"], [["?"], "key-help"],
  ];

  function open() {
    const rows = KEYS.flatMap(([keys, what]) => [element("dt", {}, ...keys.flatMap((key) => [element("kbd", {}, key), " "])), element("dd", {}, t(what))]);
    dialog.open("help", [t("help")], element("p", {}, t("help-about")), element("div", { className: "text", tabIndex: 0 }, element("dl", {}, ...rows)));
  }

  return { open };
})();
