/** A body: its blocks in order. A kind this frontend does not know yet is left out, never an error. */
import { h } from "../dom.js";
import { callToAction } from "./call-to-action.js";
import { contact } from "./contact.js";
import { downloads } from "./downloads.js";
import { gallery } from "./gallery.js";
import { heading } from "./heading.js";
import { image } from "./image.js";
import { members } from "./members.js";
import { news } from "./news.js";
import { paragraph } from "./paragraph.js";
import { quote } from "./quote.js";
import { table } from "./table.js";
import { video } from "./video.js";

/** @import { Context } from "../context.js" */
/** @import { Block } from "../../../types/index" */

/**
 * @param {Block} block
 * @param {Context} context
 * @param {"wide" | "reading"} measure
 * @returns {HTMLElement | null}
 */
function render(block, context, measure) {
  switch (block.__typename) {
    case "HeadingBlock":
      return heading(block);
    case "ParagraphBlock":
      return paragraph(block);
    case "QuoteBlock":
      return quote(block);
    case "ImageBlock":
      return image(block, context, measure);
    case "GalleryBlock":
      return gallery(block, context);
    case "MembersBlock":
      return members(block, context);
    case "NewsBlock":
      return news(block, context);
    case "CallToActionBlock":
      return callToAction(block);
    case "DownloadsBlock":
      return downloads(block, context);
    case "VideoBlock":
      return video(block, context);
    case "ContactBlock":
      return contact(block);
    case "TableBlock":
      return table(block, context);
    default:
      console.info("A block of an unknown kind is left out:", block);
      return null;
  }
}

/**
 * @param {readonly Block[]} blocks
 * @param {Context} context
 * @param {"wide" | "reading"} measure wide: sections over the whole page; reading: one column of text
 */
export function body(blocks, context, measure) {
  const rendered = blocks.map((block) => {
    try {
      return render(block, context, measure);
    } catch (error) {
      console.error("A block could not be shown:", block, error);
      return null;
    }
  });
  return h("div", { class: `body is-${measure}` }, rendered);
}
