import { h } from "../dom.js";
import { link, mailLink, phoneLink, profileLink } from "../parts/link.js";
import { currentOf } from "./menu.js";

/** @import { Context } from "../context.js" */
/** @import { Menu, PlaceKind } from "../../../types/index" */

/** @type {readonly PlaceKind[]} */
const SECTIONS = ["NEWS", "MEMBERS", "GALLERIES", "CONTACT"];

/**
 * @param {Menu} menu
 * @param {Context} context
 */
export function footer(menu, context) {
  const { settings, t, place } = context;
  // Headings of the footer menu are left to the header; what they hold stands here in one row.
  const entries = menu.flatMap((entry) => (entry.children.length > 0 ? entry.children : [entry]));
  const listed = new Set(entries.map((entry) => entry.path));
  const sections = SECTIONS.map(place).filter((target) => target && !listed.has(target.path));
  const contact = [
    settings.address && h("address", null, settings.address.split(/\r?\n/).map((line) => h("span", null, line))),
    settings.phone && h("p", null, phoneLink(settings.phone)),
    settings.email && h("p", null, mailLink(settings.email)),
  ].filter(Boolean);
  return h(
    "div",
    { class: "wrap" },
    h(
      "div",
      { class: "footer-columns" },
      h(
        "div",
        { class: "footer-about" },
        h("p", { class: "footer-name" }, settings.name),
        settings.claim && h("p", { class: "footer-claim" }, settings.claim),
      ),
      sections.length > 0 &&
        h(
          "nav",
          { "aria-label": t.sections },
          h("h2", null, t.sections),
          h("ul", { role: "list" }, sections.map((target) => target && h("li", null, link(target, {}, target.title)))),
        ),
      contact.length > 0 && h("section", null, h("h2", null, t.contact), contact),
      settings.socialLinks.length > 0 &&
        h(
          "section",
          null,
          h("h2", null, t.follow),
          h(
            "ul",
            { role: "list" },
            settings.socialLinks.map((profile) => h("li", null, profileLink(profile, { rel: "me" }))),
          ),
        ),
    ),
    h(
      "div",
      { class: "footer-base" },
      h("p", null, `© ${new Date().getFullYear()} ${settings.name}`),
      entries.length > 0 &&
        h(
          "nav",
          { "aria-label": t.footerMenu },
          h(
            "ul",
            { role: "list" },
            entries.map((entry) => h("li", null, link(entry, { "aria-current": currentOf(entry, context) }, entry.label))),
          ),
        ),
    ),
  );
}
