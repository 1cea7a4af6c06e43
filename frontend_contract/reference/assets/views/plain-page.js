/** A page type that this frontend has no view for yet: its heading and lead, and all that stands around it. */
import { h } from "../dom.js";
import { pageHead } from "../parts/page-head.js";

/** @import { Context } from "../context.js" */
/** @import { PageHead } from "../../../types/index" */

/**
 * @param {PageHead} page
 * @param {Context} context
 */
export function plainPage(page, context) {
  return { node: h("article", { class: "view" }, pageHead(page, context, { lead: page.teaser })) };
}
