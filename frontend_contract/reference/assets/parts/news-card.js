import { h } from "../dom.js";
import { filteredPath, link } from "./link.js";
import { picture } from "./picture.js";

/** @import { Context } from "../context.js" */
/** @import { NewsCard } from "../../../types/index" */

/**
 * @param {NewsCard} article
 * @param {Context} context
 * @param {{ level?: "h2" | "h3", lead?: boolean }} [options]
 */
export function newsCard(article, context, { level = "h3", lead = false } = {}) {
  return h(
    "article",
    { class: lead ? "card news-card is-lead" : "card news-card" },
    article.cover
      ? h("div", { class: "card-picture" }, picture(article.cover, { sizes: lead ? "lead" : "card" }))
      : h("div", { class: "card-picture is-empty", "aria-hidden": "true" }),
    h(
      "div",
      { class: "card-text" },
      h(
        "p",
        { class: "meta" },
        h("time", { datetime: article.date }, context.date(article.date)),
        article.categories.map((category) => {
          const path = filteredPath(context, "NEWS", "category", category.slug);
          return path ? link({ path }, { class: "meta-link" }, category.name) : h("span", null, category.name);
        }),
      ),
      h(level, { class: "card-title" }, link(article, { class: "card-link" }, article.title)),
      article.teaser && h("p", { class: "card-teaser" }, article.teaser),
    ),
  );
}

/**
 * @param {readonly NewsCard[]} articles
 * @param {Context} context
 * @param {{ level?: "h2" | "h3", lead?: boolean }} [options] lead: the first one is shown larger
 */
export function newsGrid(articles, context, { level = "h3", lead = false } = {}) {
  return h(
    "ul",
    { class: "grid", role: "list" },
    articles.map((article, index) => {
      const isLead = lead && index === 0;
      return h("li", { class: isLead ? "is-lead" : null }, newsCard(article, context, { level, lead: isLead }));
    }),
  );
}
