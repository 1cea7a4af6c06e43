import { ask } from "../api.js";
import { h } from "../dom.js";
import { galleryCard } from "../parts/gallery-card.js";
import { pageHead } from "../parts/page-head.js";
import { showMore } from "../parts/show-more.js";

/** @import { Context } from "../context.js" */
/** @import { GalleryCard, PageOf } from "../../../types/index" */

/**
 * @param {PageOf<"GalleryIndexPage">} page
 * @param {Context} context
 */
export function galleryIndex(page, context) {
  const { albums } = page;
  /** @param {readonly GalleryCard[]} cards */
  const items = (cards) => cards.map((card) => h("li", null, galleryCard(card, context, { level: "h2" })));
  const grid = h("ul", { class: "grid grid-galleries", role: "list" }, items(albums.nodes));
  return {
    node: h(
      "div",
      { class: "view view-list" },
      pageHead(page, context, { introHtml: page.intro }),
      h(
        "div",
        { class: "wrap list-region" },
        albums.nodes.length > 0 ? grid : h("p", { class: "empty-list" }, context.t.noGalleries),
        showMore(grid, albums.pageInfo, context, async (after) => {
          const { galleries } = await ask("gallery-list", { after, language: page.language });
          grid.append(...items(galleries.nodes));
          return galleries.pageInfo;
        }),
      ),
    ),
  };
}
