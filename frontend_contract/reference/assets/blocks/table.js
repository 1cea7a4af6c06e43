import { h } from "../dom.js";

/** @import { Context } from "../context.js" */
/** @import { BlockOf } from "../../../types/index" */

/**
 * A table scrolls sideways in its own box; the box takes the focus so that the keyboard can scroll it.
 *
 * @param {BlockOf<"TableBlock">} block
 * @param {Context} context
 */
export function table(block, context) {
  const name = block.caption || context.t.table;
  return h(
    "div",
    { class: "block block-table", role: "region", tabindex: 0, "aria-label": name },
    h(
      "table",
      null,
      block.caption && h("caption", null, block.caption),
      block.header.length > 0 &&
        h("thead", null, h("tr", null, block.header.map((cell) => (cell ? h("th", { scope: "col" }, cell) : h("td"))))),
      h(
        "tbody",
        null,
        block.rows.map((row) =>
          h(
            "tr",
            null,
            row.map((cell, index) =>
              block.rowHeaders && index === 0 ? h("th", { scope: "row" }, cell) : h("td", null, cell),
            ),
          ),
        ),
      ),
    ),
  );
}
