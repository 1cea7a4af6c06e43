/* A title that was taken from a file's name goes with the file: where another is chosen, that one's name comes.
 *
 * Wagtail fills in an empty title alone. The name of a file that was refused stayed, and the next one was called
 * by it. What somebody has typed stays. */
(() => {
  "use strict";

  const FILE = "input[type=file][data-w-sync-target-value]";
  /* A form that is refused comes back as a page of its own, where nobody knows whence its title came. */
  const KEY = "titles-of-files";
  const made = new Set(JSON.parse(sessionStorage.getItem(KEY) || "[]"));
  sessionStorage.removeItem(KEY);

  const titleOf = (form) => {
    const file = form.querySelector(FILE);
    return file && document.querySelector(file.dataset.wSyncTargetValue);
  };

  for (const name of ["wagtail:images-upload", "wagtail:documents-upload"])
    document.addEventListener(name, ({ target }) => {
      const title = titleOf(target);
      // Wagtail writes it after all have heard of it.
      if (title) queueMicrotask(() => made.add(title.value));
    });
  document.addEventListener(
    "input",
    ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !target.matches(FILE) || !target.form) return;
      const title = titleOf(target.form);
      if (title && made.has(title.value)) title.value = "";
    },
    true,
  );
  document.addEventListener("submit", ({ target }) => {
    const title = titleOf(target);
    if (title && made.has(title.value)) sessionStorage.setItem(KEY, JSON.stringify([title.value]));
  });
})();
