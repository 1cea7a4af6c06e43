import { arrowLink } from "../parts/link.js";
import { memberGrid } from "../parts/member-card.js";
import { section } from "../parts/page-head.js";

/** @import { Context } from "../context.js" */
/** @import { BlockOf } from "../../../types/index" */

/**
 * @param {BlockOf<"MembersBlock">} block
 * @param {Context} context
 */
export function members(block, context) {
  if (block.members.length === 0) return null;
  const node = section(
    block.heading || context.t.members,
    block.more && arrowLink(block.more),
    memberGrid(block.members, context),
  );
  node.classList.add("block", "block-members");
  return node;
}
