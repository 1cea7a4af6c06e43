import { h } from "../dom.js";
import { contactCards } from "../parts/contact-card.js";

/** @import { BlockOf } from "../../../types/index" */

/** @param {BlockOf<"ContactBlock">} block */
export function contact(block) {
  return h("div", { class: "block block-contact" }, contactCards(block.contacts));
}
