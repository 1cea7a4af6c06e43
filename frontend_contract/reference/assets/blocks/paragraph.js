import { fromHtml } from "../dom.js";

/** @import { BlockOf } from "../../../types/index" */

/** @param {BlockOf<"ParagraphBlock">} block */
export function paragraph(block) {
  return fromHtml("div", { class: "block block-paragraph rich-text" }, block.html);
}
