import { arrowLink } from "../parts/link.js";
import { newsGrid } from "../parts/news-card.js";
import { section } from "../parts/page-head.js";

/** @import { Context } from "../context.js" */
/** @import { BlockOf } from "../../../types/index" */

/**
 * @param {BlockOf<"NewsBlock">} block
 * @param {Context} context
 */
export function news(block, context) {
  if (block.news.length === 0) return null;
  const node = section(
    block.heading || context.t.news,
    block.more && arrowLink(block.more),
    newsGrid(block.news, context),
  );
  node.classList.add("block", "block-news");
  return node;
}
