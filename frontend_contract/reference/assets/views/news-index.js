import { announce } from "../announcer.js";
import { ask } from "../api.js";
import { h } from "../dom.js";
import { ARTICLES_PER_PAGE, filterLinks, newsFilter, newsOffset, pageNumber } from "../parts/filters.js";
import { newsGrid } from "../parts/news-card.js";
import { pageHead } from "../parts/page-head.js";
import { pager } from "../parts/pager.js";

/** @import { Context } from "../context.js" */
/** @import { FacetCount, NewsCard, PageOf } from "../../../types/index" */

/**
 * @param {PageOf<"NewsIndexPage">} page
 * @param {Context} context
 */
export function newsIndex(page, context) {
  const { t } = context;
  const region = h("div", { class: "wrap list-region" });

  /**
   * @param {{ totalCount: number, nodes: NewsCard[], facets: { categories: FacetCount[] } }} articles
   * @param {URL} url
   */
  function draw(articles, url) {
    const here = { ...context, url };
    const current = pageNumber(url, ARTICLES_PER_PAGE);
    const last = Math.ceil(articles.totalCount / ARTICLES_PER_PAGE);
    const categories = articles.facets.categories;
    const plain = current === 1 && !newsFilter(url);
    region.replaceChildren(
      h(
        "div",
        { class: "list-bar" },
        categories.length > 0 &&
          h(
            "nav",
            { "aria-label": t.categories },
            filterLinks({ name: "category", all: t.allCategories, facets: categories, url, className: "chips" }),
          ),
        h("p", { class: "list-count" }, t.articleCount(articles.totalCount)),
      ),
      articles.nodes.length > 0
        ? newsGrid(articles.nodes, here, { level: "h2", lead: plain && articles.nodes.length > 3 })
        : h("p", { class: "empty-list" }, t.noArticles),
      pager(current, last, here) ?? "",
    );
  }

  draw(page.articles, context.url);
  return {
    node: h("div", { class: "view view-list" }, pageHead(page, context, { introHtml: page.intro }), region),
    /** @param {URL} url */
    async update(url) {
      const { news } = await ask(
        "news-list",
        {
          filter: newsFilter(url),
          first: ARTICLES_PER_PAGE,
          offset: newsOffset(url),
          language: page.language,
        },
        { reuse: true },
      );
      return () => {
        draw(news, url);
        announce(t.articleCount(news.totalCount));
      };
    },
  };
}
