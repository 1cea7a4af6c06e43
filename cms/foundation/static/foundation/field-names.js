/* Every field of the editors has a name that screen readers read out.
 *
 * Wagtail names the fields of its forms by labels, but not those that scripts draw: rich texts, tags, entries
 * of a list, upload areas, cells of a table. They get the label of the field around them, else the heading of
 * the panel that they stand in. */
(() => {
  "use strict";

  const FIELDS = [
    ".public-DraftEditor-content",
    ".tagit-new input",
    "[data-field] input:not([type=hidden], [type=submit], [type=button])",
    "[data-field] textarea",
    "[data-field] select",
    ".replace-file-input input[type=file]",
    "input[data-multiple-choice-select]",
    "#HandsontableCopyPaste",
    ".handsontableInput",
  ].join(",");
  let made = 0;

  const texts = () => JSON.parse(document.getElementById("field-names-texts").textContent);

  function isNamed(field) {
    const ids = (field.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
    return (
      Boolean(field.getAttribute("aria-label")) ||
      ids.some((id) => document.getElementById(id)) ||
      Boolean(field.labels && field.labels.length)
    );
  }

  /** Return the element whose words name what stands around a field. */
  function nameAround(field) {
    for (let place = field.parentElement; place; place = place.parentElement) {
      if (place.matches("[data-field-wrapper], .w-field__wrapper")) {
        const label = place.querySelector(":scope > label, :scope > .w-field__label");
        if (label && label.textContent.trim()) return label;
      }
      if (place.matches("section[data-panel]")) {
        const heading = document.getElementById(place.getAttribute("aria-labelledby"));
        if (heading && heading.textContent.trim()) return heading;
      }
    }
    return null;
  }

  function name(field) {
    if (isNamed(field)) return;
    if (field.matches("#HandsontableCopyPaste, .handsontableInput")) {
      field.setAttribute("aria-label", texts().cell);
      return;
    }
    if (field.title) {
      // A title alone is a hint for the mouse.
      field.setAttribute("aria-label", field.title);
      return;
    }
    const around = nameAround(field);
    if (around) {
      if (!around.id) around.id = `field-name-${(made += 1)}`;
      field.setAttribute("aria-labelledby", around.id);
    } else if (field.type === "file") {
      field.setAttribute("aria-label", texts().files);
    }
  }

  /** A dialog is called after its heading, which changes from step to step. */
  function nameDialog(dialog) {
    const heading = dialog && dialog.querySelector("h1, h2");
    if (heading) dialog.setAttribute("aria-label", heading.textContent.replace(/\s+/g, " ").trim());
  }

  function nameAll(root) {
    nameDialog(root.closest(".modal"));
    if (root.matches(FIELDS)) name(root);
    for (const field of root.querySelectorAll(FIELDS)) name(field);
  }

  let waiting = new Set();
  new MutationObserver((records) => {
    const isFirst = waiting.size === 0;
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) waiting.add(node);
    if (isFirst && waiting.size)
      requestAnimationFrame(() => {
        const roots = waiting;
        waiting = new Set();
        for (const root of roots) if (root.isConnected) nameAll(root);
      });
  }).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => nameAll(document.body));
})();
