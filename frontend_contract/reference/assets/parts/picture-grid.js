/** A grid of pictures that open in the lightbox. */
import { h } from "../dom.js";
import { openLightbox } from "./lightbox.js";
import { picture } from "./picture.js";

/** @import { Context } from "../context.js" */
/** @import { GalleryTile } from "../../../types/index" */

/**
 * @param {readonly GalleryTile[]} tiles
 * @param {Context} context
 * @param {{ total?: number }} [options] total: how many there are when these are not all
 * @returns {{ node: HTMLElement, add: (more: readonly GalleryTile[]) => void }}
 */
export function pictureGrid(tiles, context, { total } = {}) {
  /** @type {GalleryTile[]} */
  const all = [];
  const list = h("ul", { class: "picture-grid", role: "list" });

  /** @param {readonly GalleryTile[]} more */
  const add = (more) => {
    for (const tile of more) {
      const index = all.push(tile) - 1;
      const button = h(
        "button",
        { type: "button", class: "tile", onclick: () => openLightbox(all, index, context) },
        picture(tile.image, { sizes: "tile" }),
        h("span", { class: "visually-hidden" }, `${tile.caption ? `${tile.caption} – ` : ""}${context.t.enlarge(index + 1, Math.max(total ?? 0, all.length, tiles.length))}`),
      );
      list.append(h("li", null, button));
    }
  };
  add(tiles);
  return { node: list, add };
}
