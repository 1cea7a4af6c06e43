import { h } from "../dom.js";

/** @import { BlockOf } from "../../../types/index" */

/** @param {BlockOf<"QuoteBlock">} block */
export function quote(block) {
  return h(
    "figure",
    { class: "block block-quote" },
    h("blockquote", null, h("p", null, block.text)),
    (block.attribution || block.role) &&
      h(
        "figcaption",
        null,
        block.attribution && h("span", { class: "quote-name" }, block.attribution),
        block.role && h("span", { class: "quote-role" }, block.role),
      ),
  );
}
