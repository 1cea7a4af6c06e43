/** One of the pages a search has found. */
import { fromHtml, h } from "../dom.js";
import { link } from "./link.js";
import { memberLogo } from "./member-card.js";
import { picture } from "./picture.js";

/** @import { Context } from "../context.js" */
/** @import { SearchHit } from "../../../types/index" */

/** @param {SearchHit["node"]} page */
function hitPicture(page) {
  // A member is known by its logo, which no crop may cut.
  if (page.__typename === "MemberPage") return h("div", { class: "hit-picture is-logo" }, memberLogo(page.title, page.logo));
  if (!page.cover) return h("div", { class: "hit-picture is-empty", "aria-hidden": "true" });
  // Beside the title the picture says nothing new.
  return h("div", { class: "hit-picture" }, picture({ ...page.cover, alt: "", altLanguage: null }, { sizes: "hit" }));
}

/**
 * @param {SearchHit["node"]} page
 * @param {Context} context
 */
function facts(page, { t, date }) {
  switch (page.__typename) {
    case "NewsPage":
      return [h("span", null, t.hitType.NewsPage), h("time", { datetime: page.date }, date(page.date))];
    case "GalleryPage":
      return [h("span", null, t.hitType.GalleryPage), h("time", { datetime: page.date }, date(page.date))];
    case "MemberPage":
      return [h("span", null, t.hitType.MemberPage), page.city && h("span", null, page.city)];
    default:
      return [h("span", null, t.hitType.page)];
  }
}

/**
 * @param {SearchHit} hit
 * @param {Context} context
 */
export function searchHit({ node: page, excerpt }, context) {
  return h(
    "article",
    { class: "card hit" },
    hitPicture(page),
    h(
      "div",
      { class: "hit-text" },
      h("p", { class: "meta" }, facts(page, context)),
      h("h3", { class: "card-title" }, link(page, { class: "card-link" }, page.title)),
      excerpt && fromHtml("p", { class: "hit-excerpt" }, excerpt),
    ),
  );
}
