import { h } from "../dom.js";
import { arrowLink } from "../parts/link.js";

/** @import { BlockOf } from "../../../types/index" */

/** @param {BlockOf<"CallToActionBlock">} block */
export function callToAction(block) {
  return h(
    "aside",
    { class: "block block-call", "aria-label": block.link.title },
    h(
      "div",
      { class: "call-inner" },
      block.text && h("p", { class: "call-text" }, block.text),
      arrowLink(block.link, "button is-light"),
    ),
  );
}
