import { body } from "../blocks/body.js";
import { h } from "../dom.js";
import { contactCards } from "../parts/contact-card.js";
import { cover } from "../parts/cover.js";
import { arrowLink, link } from "../parts/link.js";
import { pageHead } from "../parts/page-head.js";

/** @import { Context } from "../context.js" */
/** @import { PageOf, Target } from "../../../types/index" */

/**
 * @param {string} title
 * @param {readonly Target[]} targets
 */
function sectionMenu(title, targets) {
  return h(
    "nav",
    { class: "aside-block section-menu", "aria-label": title },
    h("h2", { class: "aside-title" }, title),
    h("ul", { role: "list" }, targets.map((target) => h("li", null, link(target, {}, target.title)))),
  );
}

/**
 * @param {PageOf<"StandardPage">} page
 * @param {Context} context
 */
export function standardPage(page, context) {
  const { t } = context;
  // Beside the home page's own children stand unrelated pages: siblings mean something one level down only.
  const neighbours = page.breadcrumbs.length > 1 ? page.siblings.filter((one) => one.path !== page.path) : [];
  const aside = [
    neighbours.length > 0 && sectionMenu(t.inThisSection, neighbours),
    page.contacts.length > 0 &&
      h(
        "section",
        { class: "aside-block" },
        h("h2", { class: "aside-title" }, t.contactPersons),
        contactCards(page.contacts),
      ),
  ].filter(Boolean);
  const main = h(
    "div",
    { class: "columns-main" },
    body(page.body, context, "reading"),
    page.children.length > 0 &&
      h(
        "nav",
        { class: "subpages", "aria-label": t.subpages },
        h("ul", { role: "list" }, page.children.map((child) => h("li", null, arrowLink(child, "subpage")))),
      ),
  );
  return {
    node: h(
      "article",
      { class: "view view-standard" },
      pageHead(page, context),
      cover(page, context),
      h("div", { class: "wrap columns" }, main, aside.length > 0 && h("aside", { class: "columns-aside" }, aside)),
    ),
  };
}
