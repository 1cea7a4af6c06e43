import { h } from "../dom.js";

/** @import { BlockOf } from "../../../types/index" */

/** @param {BlockOf<"HeadingBlock">} block */
export function heading(block) {
  const tag = block.level <= 2 ? "h2" : block.level === 3 ? "h3" : "h4";
  return h(tag, { class: "block block-heading", id: block.anchor || null }, block.text);
}
