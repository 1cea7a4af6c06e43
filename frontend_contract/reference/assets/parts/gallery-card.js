import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { link } from "./link.js";
import { picture } from "./picture.js";

/** @import { Context } from "../context.js" */
/** @import { GalleryCard } from "../../../types/index" */

/**
 * @param {GalleryCard} gallery
 * @param {Context} context
 * @param {{ level?: "h2" | "h3" }} [options]
 */
export function galleryCard(gallery, context, { level = "h3" } = {}) {
  return h(
    "article",
    { class: "card gallery-card" },
    h(
      "div",
      { class: gallery.cover ? "card-picture" : "card-picture is-empty" },
      gallery.cover && picture(gallery.cover, { sizes: "lead" }),
      h("p", { class: "picture-count" }, icon(ICONS.pictures), context.t.pictureCount(gallery.imageCount)),
    ),
    h(
      "div",
      { class: "card-text" },
      h("p", { class: "meta" }, h("time", { datetime: gallery.date }, context.date(gallery.date))),
      h(level, { class: "card-title" }, link(gallery, { class: "card-link" }, gallery.title)),
    ),
  );
}
