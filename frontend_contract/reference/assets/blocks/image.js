import { h } from "../dom.js";
import { caption, picture } from "../parts/picture.js";

/** @import { Context } from "../context.js" */
/** @import { BlockOf } from "../../../types/index" */

/**
 * @param {BlockOf<"ImageBlock">} block
 * @param {Context} context
 * @param {"wide" | "reading"} measure
 */
export function image(block, context, measure) {
  return h(
    "figure",
    { class: "block block-image" },
    picture(block.image, { sizes: measure === "wide" ? "wide" : "content" }),
    caption(block.caption, block.credit && context.t.photo(block.credit)),
  );
}
