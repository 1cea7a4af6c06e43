/** The large picture at the head of a page. */
import { h } from "../dom.js";
import { caption, picture } from "./picture.js";

/** @import { Context } from "../context.js" */
/** @import { Block, HeroPicture } from "../../../types/index" */

/** So near to the head the same picture would be seen twice at once. */
const NEAR = 3;

/**
 * A page without a cover of its own answers with the first picture of its body: where that follows soon, it is enough.
 *
 * @param {{ cover: (HeroPicture & { caption?: string, credit?: string }) | null, body: readonly Block[] }} page
 * @param {Context} context
 */
export function cover(page, context) {
  const image = page.cover;
  if (!image) return null;
  const first = page.body.slice(0, NEAR);
  if (first.some((block) => block.__typename === "ImageBlock" && block.image.id === image.id)) return null;
  return h(
    "figure",
    { class: "wrap cover-figure" },
    picture(image, { sizes: "cover", eager: true, className: "cover" }),
    caption(image.caption ?? "", image.credit ? context.t.photo(image.credit) : ""),
  );
}
