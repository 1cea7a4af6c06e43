/**
 * One picture on the whole screen. A <dialog> keeps the focus inside, closes on Escape and gives the focus back;
 * arrow keys, Home, End and swiping turn the pages.
 */
import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { caption, picture } from "./picture.js";

/** @import { Context } from "../context.js" */
/** @import { GalleryTile } from "../../../types/index" */

const SWIPE = 48;

/** @param {GalleryTile} tile */
function fullPicture(tile) {
  const { full, fullSources, alt, altLanguage, placeholder } = tile.image;
  return picture({ alt, altLanguage, placeholder, rendition: full, sources: fullSources }, { sizes: "full", eager: true });
}

/**
 * @param {readonly GalleryTile[]} tiles
 * @param {number} start
 * @param {Context} context
 */
export function openLightbox(tiles, start, context) {
  const { t } = context;
  const opener = document.activeElement;
  let index = start;
  let swipeFrom = 0;

  const counter = h("p", { class: "lightbox-counter", "aria-live": "polite" });
  const stage = h("figure", { class: "lightbox-stage" });
  const close = h("button", { type: "button", class: "round", onclick: () => dialog.close() }, icon(ICONS.close));
  const back = h("button", { type: "button", class: "round is-back", onclick: () => turn(-1) }, icon(ICONS.arrowLeft));
  const on = h("button", { type: "button", class: "round is-on", onclick: () => turn(1) }, icon(ICONS.arrow));
  for (const [button, label] of /** @type {const} */ ([[close, t.close], [back, t.previous], [on, t.next]])) {
    button.setAttribute("aria-label", label);
  }
  const dialog = h("dialog", { class: "lightbox", "aria-label": t.lightbox, lang: context.code });
  dialog.append(h("div", { class: "lightbox-bar" }, counter, close), stage);
  if (tiles.length > 1) dialog.append(back, on);

  /** @param {number} to */
  function show(to) {
    index = (to + tiles.length) % tiles.length;
    const tile = tiles[index];
    if (!tile) return;
    counter.textContent = `${index + 1} / ${tiles.length}`;
    stage.replaceChildren(
      fullPicture(tile),
      caption(tile.caption, tile.credit && t.photo(tile.credit)) ?? document.createComment("no caption"),
    );
    // A picture outside the document is loaded all the same: the next one is there when it is asked for.
    const following = tiles[(index + 1) % tiles.length];
    if (following && following !== tile) fullPicture(following);
  }

  /** @param {number} step */
  function turn(step) {
    show(index + step);
  }

  // A modal dialog keeps the page out, but lets the focus leave for the browser's own bars: Tab goes round instead.
  /** @param {KeyboardEvent} event */
  function goRound(event) {
    const buttons = [...dialog.querySelectorAll("button")];
    const [from, to] = event.shiftKey ? [buttons[0], buttons.at(-1)] : [buttons.at(-1), buttons[0]];
    if (document.activeElement !== from) return;
    event.preventDefault();
    to?.focus();
  }

  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Tab") goRound(event);
    const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: tiles.length - 1 }[event.key];
    if (to === undefined || tiles.length < 2) return;
    event.preventDefault();
    show(to);
  });
  stage.addEventListener("pointerdown", (event) => (swipeFrom = event.clientX));
  stage.addEventListener("pointerup", (event) => {
    const moved = event.clientX - swipeFrom;
    if (event.pointerType !== "mouse" && Math.abs(moved) > SWIPE) turn(moved > 0 ? -1 : 1);
  });
  stage.addEventListener("click", (event) => {
    if (event.target === stage) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener instanceof HTMLElement) opener.focus();
  });

  show(index);
  document.body.append(dialog);
  dialog.showModal();
}
