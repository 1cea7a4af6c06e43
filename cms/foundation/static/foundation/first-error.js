/* A form that was not saved opens at its first error, whatever tab it stands on.

   Wagtail offers a button for that in its message; here nobody has to press it. */
"use strict";

window.addEventListener("load", () => {
  const button = document.querySelector('[data-controller~="w-focus"][data-w-focus-target-value*="error-message"]');
  if (!button) return;
  // Fields that scripts draw, and the tabs themselves, are there a moment later.
  window.setTimeout(() => button.click(), 300);
});
