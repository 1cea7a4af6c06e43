/* The buttons of a link's tooltip in the rich text editor, which Wagtail writes in English. */
(() => {
  "use strict";

  const BUTTON = ".Tooltip__button";
  const words = () => JSON.parse(document.getElementById("link-tooltip-texts").textContent);

  function translate(place) {
    for (const button of place.querySelectorAll(BUTTON)) {
      const word = words()[button.textContent];
      if (word && word !== button.textContent) button.textContent = word;
    }
  }

  // Draftail puts each tooltip into an element of its own at the end of the page.
  const within = new MutationObserver((changes) => changes.forEach(({ target }) => translate(target)));
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (!(node instanceof HTMLElement)) continue;
        translate(node);
        within.observe(node, { childList: true, subtree: true });
      }
    }
  }).observe(document.body, { childList: true });
})();
