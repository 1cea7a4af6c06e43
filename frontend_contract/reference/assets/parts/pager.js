/** Numbered pages. */
import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { withParameters } from "./filters.js";

/** @import { Context } from "../context.js" */

/**
 * The numbers to show: first, last, and those around the current one; null stands for a gap.
 *
 * @param {number} current
 * @param {number} last
 */
export function pageNumbers(current, last) {
  /** @type {(number | null)[]} */
  const shown = [];
  for (let page = 1; page <= last; page += 1) {
    if (page === 1 || page === last || Math.abs(page - current) <= 1) shown.push(page);
    else if (shown.at(-1) !== null) shown.push(null);
  }
  return shown;
}

/**
 * @param {number} current
 * @param {number} last
 * @param {Context} context
 */
export function pager(current, last, context) {
  if (last < 2) return null;
  const { t, url } = context;
  /** @param {number} page */
  const href = (page) => withParameters(url, { page: page === 1 ? null : String(page) });
  /**
   * @param {number} page
   * @param {string} label
   * @param {string} path
   */
  const step = (page, label, path) =>
    page >= 1 && page <= last
      ? h("a", { href: href(page), class: "pager-step", "aria-label": label }, icon(path))
      : h("span", { class: "pager-step is-off" }, icon(path));
  return h(
    "nav",
    { class: "pager", "aria-label": t.pages },
    step(current - 1, t.previousPage, ICONS.arrowLeft),
    h(
      "ol",
      { role: "list" },
      pageNumbers(current, last).map((page) =>
        h(
          "li",
          null,
          page === null
            ? h("span", { "aria-hidden": "true" }, "…")
            : h("a", { href: href(page), "aria-label": t.page(page), "aria-current": page === current ? "page" : null }, page),
        ),
      ),
    ),
    step(current + 1, t.nextPage, ICONS.arrow),
  );
}
