/** Says above a page that it is not public: a draft, or a page that was opened with its password. */
import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";

/** @import { Context } from "../context.js" */

/**
 * @param {string} expiresAt
 * @param {Context} context its address is the public one
 */
export function previewBar(expiresAt, { t, url, moment }) {
  return h(
    "aside",
    { class: "access-bar is-preview", "aria-label": t.preview },
    h(
      "div",
      { class: "wrap" },
      icon(ICONS.eye),
      h("p", null, h("strong", null, t.previewTitle), " ", t.previewUntil(moment(expiresAt))),
      h("a", { href: url.pathname, class: "button is-quiet" }, t.leavePreview),
    ),
  );
}

/**
 * @param {string} expiresAt
 * @param {Context} context
 * @param {() => void} lock
 */
export function openedBar(expiresAt, { t, moment }, lock) {
  return h(
    "aside",
    { class: "access-bar", "aria-label": t.restrictedTitle },
    h(
      "div",
      { class: "wrap" },
      icon(ICONS.lock),
      h("p", null, t.openedUntil(moment(expiresAt))),
      h("button", { type: "button", class: "button is-quiet", onclick: lock }, t.lockPage),
    ),
  );
}
