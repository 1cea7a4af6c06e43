import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { link } from "./link.js";
import { picture } from "./picture.js";

/** @import { Context } from "../context.js" */
/** @import { LogoPicture, MemberCard } from "../../../types/index" */

/**
 * The member's logo, else its initials; beside the name neither says anything new.
 *
 * @param {string} name
 * @param {LogoPicture | null} logo
 */
export function memberLogo(name, logo) {
  if (logo) return h("div", { class: "logo" }, picture(logo, { sizes: "logo" }));
  const words = name.replace(/[^\p{L}\p{N}\s]/gu, " ").split(/\s+/).filter(Boolean);
  const initials = words.slice(0, 2).map((word) => [...word][0]?.toUpperCase() ?? "");
  return h("div", { class: "logo" }, h("span", { class: "monogram", "aria-hidden": "true" }, initials.join("")));
}

/**
 * @param {MemberCard} member
 * @param {Context} context
 * @param {{ level?: "h2" | "h3", distanceKm?: number | null }} [options]
 */
export function memberCard(member, context, { level = "h3", distanceKm = null } = {}) {
  return h(
    "article",
    { class: "card member-card" },
    member.isNew && h("p", { class: "badge" }, context.t.newMember),
    memberLogo(member.name, member.logo),
    h(
      "div",
      { class: "card-text" },
      h(level, { class: "card-title" }, link(member, { class: "card-link" }, member.name)),
      h("p", { class: "card-teaser" }, [member.kindLabel, member.city].filter(Boolean).join(" · ")),
      member.sectors.length > 0 &&
        h("p", { class: "card-small" }, member.sectors.map((sector) => sector.name).join(", ")),
      distanceKm !== null &&
        h("p", { class: "card-distance" }, icon(ICONS.pin), context.t.distance(context.kilometres(distanceKm))),
    ),
  );
}

/**
 * @param {readonly MemberCard[]} members
 * @param {Context} context
 * @param {{ level?: "h2" | "h3" }} [options]
 */
export function memberGrid(members, context, { level = "h3" } = {}) {
  return h(
    "ul",
    { class: "grid grid-members", role: "list" },
    members.map((member) => h("li", null, memberCard(member, context, { level }))),
  );
}
