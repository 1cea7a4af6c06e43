import { body } from "../blocks/body.js";
import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { contactCards } from "../parts/contact-card.js";
import { cover } from "../parts/cover.js";
import { arrowLink, filteredPath, link } from "../parts/link.js";
import { memberGrid } from "../parts/member-card.js";
import { newsGrid } from "../parts/news-card.js";
import { pageHead, section } from "../parts/page-head.js";
import { pictureGrid } from "../parts/picture-grid.js";

/** @import { Context } from "../context.js" */
/** @import { PageOf, Target } from "../../../types/index" */

/** @typedef {PageOf<"NewsPage">} Article */

/**
 * @param {Article} page
 * @param {Context} context
 */
function meta(page, context) {
  return h(
    "p",
    { class: "meta" },
    h("time", { datetime: page.date }, context.date(page.date)),
    page.categories.map((category) => {
      const path = filteredPath(context, "NEWS", "category", category.slug);
      return path ? link({ path }, { class: "meta-link" }, category.name) : h("span", null, category.name);
    }),
  );
}

/**
 * @param {Target} target
 * @param {string} label
 * @param {"newer" | "older"} side
 */
function neighbour(target, label, side) {
  return link(
    target,
    { class: `neighbour is-${side}` },
    h("span", { class: "neighbour-label" }, icon(side === "newer" ? ICONS.arrowLeft : ICONS.arrow), label),
    h("span", { class: "neighbour-title" }, target.title),
  );
}

/**
 * @param {Article} page
 * @param {Context} context
 */
export function newsArticle(page, context) {
  const { t } = context;
  const aside = [
    page.contacts.length > 0 &&
      h("section", { class: "aside-block" }, h("h2", { class: "aside-title" }, t.contact), contactCards(page.contacts)),
    page.tags.length > 0 &&
      h(
        "section",
        { class: "aside-block" },
        h("h2", { class: "aside-title" }, t.tags),
        h("ul", { class: "tags", role: "list" }, page.tags.map((tag) => h("li", null, tag.name))),
      ),
  ].filter(Boolean);
  const index = context.place("NEWS");
  return {
    node: h(
      "article",
      { class: "view view-article" },
      pageHead(page, context, { before: meta(page, context), lead: page.teaser }),
      cover(page, context),
      h(
        "div",
        { class: aside.length > 0 ? "wrap columns" : "wrap columns is-single" },
        h("div", { class: "columns-main" }, body(page.body, context, "reading")),
        aside.length > 0 && h("aside", { class: "columns-aside", "aria-label": t.contact }, aside),
      ),
      page.gallery.length > 0 &&
        h("div", { class: "wrap" }, section(t.pictures, null, pictureGrid(page.gallery, context).node)),
      page.members.length > 0 &&
        h("div", { class: "band" }, h("div", { class: "wrap" }, section(t.involvedMembers, null, memberGrid(page.members, context)))),
      page.related.length > 0 &&
        h("div", { class: "wrap" }, section(t.relatedArticles, null, newsGrid(page.related, context))),
      h(
        "nav",
        { class: "wrap neighbours", "aria-label": t.moreArticles },
        page.newer && neighbour(page.newer, t.newer, "newer"),
        page.older && neighbour(page.older, t.older, "older"),
        index && h("p", { class: "neighbours-index" }, arrowLink({ ...index, title: t.allArticles })),
      ),
    ),
  };
}
