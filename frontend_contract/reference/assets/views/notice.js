/** Pages that say that there is nothing to show: not found, protected, no connection. */
import { ApiError } from "../api.js";
import { fromHtml, h, hasText, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { link } from "../parts/link.js";
import { stringsOf } from "../strings.js";

/** @import { Child } from "../dom.js" */
/** @import { Context } from "../context.js" */
/** @import { Restriction } from "../../../types/index" */

/**
 * @param {Child} mark above the heading, for the eye alone
 * @param {string} title
 * @param {...Child} children
 */
export function notice(mark, title, ...children) {
  return h(
    "div",
    { class: "view view-notice" },
    h(
      "div",
      { class: "wrap" },
      mark && h("p", { class: "notice-mark", "aria-hidden": "true" }, mark),
      h("h1", { tabindex: -1 }, title),
      ...children,
    ),
  );
}

/** @param {Context} context */
function ways({ settings, place, t, language }) {
  const home = settings.languages.find((one) => one.language === language)?.homePath ?? "/";
  const others = /** @type {const} */ (["NEWS", "MEMBERS", "GALLERIES", "CONTACT"]).map(place);
  return h(
    "ul",
    { class: "notice-ways", role: "list" },
    h("li", null, h("a", { href: home, class: "button" }, t.toHome)),
    others.map((target) => target && h("li", null, link(target, { class: "button is-quiet" }, target.title))),
  );
}

/** @param {Context} context */
export function notFound(context) {
  const { settings, t } = context;
  const title = settings.notFoundTitle || t.notFoundTitle;
  const text = hasText(settings.notFoundText)
    ? fromHtml("div", { class: "lead rich-text" }, settings.notFoundText)
    : h("p", { class: "lead" }, t.notFoundText);
  return { title, node: notice("404", title, text, ways(context)) };
}

/**
 * A page for those who may see it. Nothing but that is known of it.
 *
 * @param {Restriction} restriction
 * @param {Context} context
 */
export function restricted(restriction, context) {
  const { t } = context;
  const text = restriction.kind === "GROUPS" ? t.restrictedGroups : t.restrictedLogin;
  return {
    title: t.restrictedTitle,
    node: notice(icon(ICONS.lock), t.restrictedTitle, h("p", { class: "lead" }, text), ways(context)),
  };
}

/** @param {Context} context */
export function previewExpired(context) {
  const { t, url } = context;
  return {
    title: t.previewExpiredTitle,
    node: notice(
      icon(ICONS.eye),
      t.previewExpiredTitle,
      h("p", { class: "lead" }, t.previewExpiredText),
      h("p", null, h("a", { href: url.pathname, class: "button" }, t.toPublicPage)),
    ),
  };
}

/**
 * @param {unknown} error
 * @param {string} language
 * @param {() => void} retry
 */
export function failure(error, language, retry) {
  const t = stringsOf(language);
  const isOffline = error instanceof ApiError && error.code === "OFFLINE";
  const title = isOffline ? t.offlineTitle : t.failureTitle;
  const requestId = error instanceof ApiError ? error.requestId : null;
  return {
    title,
    node: notice(
      "",
      title,
      h("p", { class: "lead" }, isOffline ? t.offlineText : t.failureText),
      h("p", null, h("button", { type: "button", class: "button", onclick: retry }, t.retry)),
      requestId && h("p", { class: "notice-reference" }, t.reference(requestId)),
    ),
  };
}
