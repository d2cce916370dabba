"use strict";
/* Windows over the page, one at a time: they close with Escape, with their button, or with a click beside them. */
claimgraph.dialog = (() => {
  const { element, closeButton } = claimgraph.elements;
  const box = document.getElementById("dialog");

  /** Opens with a heading (children of an h2), a line below it, and content. */
  function open(kind, title, about, ...content) {
    box.className = kind;
    box.replaceChildren(
      element("header", {}, element("div", {}, element("h2", { id: "dialog-title" }, ...title), about), closeButton(() => box.close())),
      ...content);
    if (!box.open) box.showModal();
    box.querySelector(".close").focus();
  }

  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });

  return { open, close: () => box.close(), get isOpen() { return box.open; } };
})();
