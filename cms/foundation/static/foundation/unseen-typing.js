/**
 * What is typed where Wagtail does not look counts as unsaved, and is saved.
 *
 * Wagtail looks at a form two seconds after it was opened, and again when the browser has saved by itself. It takes
 * what stands there for what is stored: words typed in between were neither saved nor asked for when somebody left.
 * At a form that comes back refused it does not look at all: once mended, it was not saved before a button was pressed.
 */
(() => {
  const FORM = "form[data-edit-form]";
  const FORCE = "data-w-unsaved-force-value";
  const EDITS = "data-w-unsaved-has-edits-value";
  const refused = new Set();
  let typedAt = 0;
  let savedAt = 0;

  function typed({ isTrusted, target }) {
    if (isTrusted && target instanceof Element && target.closest(FORM)) typedAt = performance.now();
  }
  function compare({ target }) {
    if (!(target instanceof HTMLFormElement) || !target.matches(FORM)) return;
    const isTyped = typedAt > savedAt;
    // As Wagtail marks a form that was refused; it takes the mark away when it has saved.
    if (isTyped || refused.delete(target)) target.setAttribute(FORCE, "true");
    // It saves what is news to it.
    if (isTyped) target.setAttribute(EDITS, "false");
  }
  function saved(event) {
    refused.clear();
    compare(event);
    // "Could not be saved" is no longer true.
    for (const message of document.querySelectorAll(".messages li.error")) message.remove();
  }

  /** Before Wagtail reads a form: it looks at one without the mark, which comes back when it does. */
  function unmark() {
    for (const form of document.querySelectorAll(`${FORM}[${FORCE}="true"]`)) {
      refused.add(form);
      form.setAttribute(FORCE, "false");
      form.setAttribute(EDITS, "true");
    }
  }

  window.addEventListener("DOMContentLoaded", unmark, true);
  for (const name of ["input", "change"]) document.addEventListener(name, typed, true);
  document.addEventListener("w-autosave:save", () => {
    savedAt = performance.now();
  });
  // Wagtail hears the second itself, and forgets the mark: here it has done so.
  document.addEventListener("w-unsaved:watch-edits", compare);
  document.addEventListener("w-autosave:success", saved);
})();
