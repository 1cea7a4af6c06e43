/**
 * What is typed before Wagtail looks at a form, or while it saves, counts as unsaved.
 *
 * Wagtail looks two seconds after a form was opened, and again when the browser has saved by itself. It takes what
 * stands there for what is stored: words typed in between were neither saved nor asked for when somebody left.
 */
(() => {
  const FORM = "form[data-edit-form]";
  let typedAt = 0;
  let savedAt = 0;

  function typed({ isTrusted, target }) {
    if (isTrusted && target instanceof Element && target.closest(FORM)) typedAt = performance.now();
  }
  function compare({ target }) {
    // As Wagtail marks a form that was refused; it takes the mark away when it has saved.
    if (typedAt > savedAt && target instanceof HTMLFormElement && target.matches(FORM)) {
      target.setAttribute("data-w-unsaved-force-value", "true");
    }
  }
  for (const name of ["input", "change"]) document.addEventListener(name, typed, true);
  document.addEventListener("w-autosave:save", () => {
    savedAt = performance.now();
  });
  // Wagtail hears the second itself, and forgets the mark: here it has done so.
  for (const name of ["w-unsaved:watch-edits", "w-autosave:success"]) document.addEventListener(name, compare);
})();
