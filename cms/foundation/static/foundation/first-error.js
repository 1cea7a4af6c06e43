/* A form that was not saved opens at its first error, on whatever tab or in whatever dialog it stands.

   Wagtail offers a button for that in its message; here nobody has to press it, and it finds dialogs, too. */
"use strict";

window.addEventListener("load", () => {
  const isRefused = document.querySelector('.messages [data-w-focus-target-value*="error-message"]');
  if (!isRefused) return;

  const dialogOf = (error) => error.closest("[data-controller~='w-dialog']");

  function lead() {
    const errors = [...document.querySelectorAll(".error-message")].filter((error) => error.textContent.trim());
    const error = errors.find((one) => !dialogOf(one)) || errors[0];
    if (!error) return false;
    const dialog = dialogOf(error);
    if (dialog) {
      const opener = document.querySelector(`[data-a11y-dialog-show="${CSS.escape(dialog.id)}"]`);
      if (!opener) return false;
      opener.click();
    } else {
      // Wagtail's tabs open at this.
      error.dispatchEvent(new CustomEvent("w-focus:focus", { bubbles: true }));
    }
    error.tabIndex = -1;
    error.scrollIntoView({ block: "center" });
    error.focus({ preventScroll: true });
    return true;
  }

  // Tabs, and fields that scripts draw, are there a moment later.
  let tries = 0;
  const timer = window.setInterval(() => {
    tries += 1;
    if (lead() || tries === 10) window.clearInterval(timer);
  }, 300);
});
