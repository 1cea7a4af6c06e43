import { body } from "../blocks/body.js";
import { h } from "../dom.js";
import { cover } from "../parts/cover.js";
import { pageHead } from "../parts/page-head.js";
import { visitorForm } from "../parts/visitor-form.js";

/** @import { Context } from "../context.js" */
/** @import { PageOf } from "../../../types/index" */

/**
 * @param {PageOf<"FormPage">} page
 * @param {Context} context
 */
export function formPage(page, context) {
  return {
    node: h(
      "article",
      { class: "view view-form" },
      pageHead(page, context),
      cover(page, context),
      h(
        "div",
        { class: "wrap columns" },
        h("div", { class: "columns-main" }, body(page.body, context, "reading"), visitorForm(page, context)),
      ),
    ),
  };
}
