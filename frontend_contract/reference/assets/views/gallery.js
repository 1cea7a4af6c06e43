import { ask } from "../api.js";
import { h } from "../dom.js";
import { newsGrid } from "../parts/news-card.js";
import { pageHead, section } from "../parts/page-head.js";
import { pictureGrid } from "../parts/picture-grid.js";
import { showMore } from "../parts/show-more.js";

/** @import { Context } from "../context.js" */
/** @import { PageOf } from "../../../types/index" */

/**
 * @param {PageOf<"GalleryPage">} page
 * @param {Context} context
 */
export function gallery(page, context) {
  const { t } = context;
  const grid = pictureGrid(page.images.nodes, context, { total: page.imageCount });
  const before = h(
    "p",
    { class: "meta" },
    h("time", { datetime: page.date }, context.date(page.date)),
    h("span", null, t.pictureCount(page.imageCount)),
    page.photographer && h("span", null, t.photographer(page.photographer)),
  );
  return {
    node: h(
      "article",
      { class: "view view-gallery" },
      pageHead(page, context, { before, introHtml: page.intro }),
      h(
        "section",
        { class: "wrap list-region", "aria-label": t.pictures },
        grid.node,
        showMore(grid.node, page.images.pageInfo, context, async (after) => {
          const { galleryPage } = await ask("gallery-images", { slug: page.slug, after, language: page.language });
          if (!galleryPage) return { hasNextPage: false, endCursor: null };
          grid.add(galleryPage.images.nodes);
          return galleryPage.images.pageInfo;
        }),
      ),
      page.news.length > 0 &&
        h("div", { class: "band" }, h("div", { class: "wrap" }, section(t.relatedNews, null, newsGrid(page.news, context)))),
    ),
  };
}
