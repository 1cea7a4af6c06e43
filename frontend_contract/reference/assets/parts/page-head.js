/** Breadcrumbs, heading and lead of a page. */
import { fromHtml, h, hasText } from "../dom.js";
import { link } from "./link.js";

/** @import { Child } from "../dom.js" */
/** @import { Context } from "../context.js" */
/** @import { PageHead } from "../../../types/index" */

/**
 * @param {PageHead} page
 * @param {Context} context
 */
export function breadcrumbs(page, context) {
  const items = page.breadcrumbs.map((crumb, index) =>
    h("li", null, link(crumb, {}, index === 0 ? context.t.home : crumb.title)),
  );
  return h(
    "nav",
    { class: "breadcrumbs", "aria-label": context.t.breadcrumbs },
    h("ol", { role: "list" }, items, h("li", { class: "is-here" }, h("span", { "aria-current": "page" }, page.title))),
  );
}

/**
 * @param {PageHead} page
 * @param {Context} context
 * @param {{ lead?: string, introHtml?: string, before?: Child, after?: Child }} [parts]
 */
export function pageHead(page, context, { lead = "", introHtml = "", before, after } = {}) {
  return h(
    "header",
    { class: "page-head" },
    h(
      "div",
      { class: "wrap" },
      breadcrumbs(page, context),
      before,
      h("h1", { tabindex: -1 }, page.title),
      lead && h("p", { class: "lead" }, lead),
      hasText(introHtml) && fromHtml("div", { class: "lead rich-text" }, introHtml),
      after,
    ),
  );
}

/**
 * A section with a heading of its own, and where there is more of it.
 *
 * @param {string} title
 * @param {Child} more
 * @param {...Child} children
 */
export function section(title, more, ...children) {
  return h(
    "section",
    { class: "section" },
    h("div", { class: "section-head" }, h("h2", null, title), more),
    ...children,
  );
}
