import { h } from "../dom.js";
import { galleryCard } from "../parts/gallery-card.js";
import { arrowLink } from "../parts/link.js";
import { section } from "../parts/page-head.js";
import { pictureGrid } from "../parts/picture-grid.js";

/** @import { Context } from "../context.js" */
/** @import { BlockOf } from "../../../types/index" */

/**
 * Chosen pictures, an album, or some pictures and the way to their album.
 *
 * @param {BlockOf<"GalleryBlock">} block
 * @param {Context} context
 */
export function gallery(block, context) {
  const { images, gallery } = block;
  if (gallery && images.length > 0) {
    const more = arrowLink({ title: context.t.seeGallery, path: gallery.path, url: gallery.path });
    const node = section(gallery.title, more, pictureGrid(images, context).node);
    node.classList.add("block", "block-gallery");
    return node;
  }
  return h(
    "section",
    { class: "block block-gallery", "aria-label": gallery?.title || context.t.pictures },
    gallery ? galleryCard(gallery, context) : pictureGrid(images, context).node,
  );
}
