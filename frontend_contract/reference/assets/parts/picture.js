/** Responsive pictures: the best format and size the browser takes, the placeholder behind it until it is there. */
import { h } from "../dom.js";

/** @import { Picture } from "../../../types/index" */

/** How wide a picture is shown, by use; the browser chooses from srcset by it. */
export const SIZES = {
  hero: "(min-width: 60rem) 55vw, 100vw",
  cover: "(min-width: 80rem) 76rem, 100vw",
  content: "(min-width: 50rem) 46rem, 100vw",
  wide: "(min-width: 80rem) 78rem, 100vw",
  card: "(min-width: 60rem) 24rem, (min-width: 40rem) 46vw, 92vw",
  lead: "(min-width: 60rem) 48rem, 92vw",
  tile: "(min-width: 60rem) 24rem, (min-width: 40rem) 31vw, 46vw",
  hit: "(min-width: 40rem) 12rem, 6rem",
  logo: "10rem",
  portrait: "5rem",
  full: "100vw",
};

/**
 * @param {Picture} image
 * @param {{ sizes: keyof typeof SIZES, eager?: boolean, className?: string }} options
 */
export function picture(image, { sizes, eager = false, className = "" }) {
  const { rendition } = image;
  const shown = h("img", {
    // Order matters: loading and sizes have to be known before src is.
    loading: eager ? "eager" : "lazy",
    fetchpriority: eager ? "high" : null,
    alt: image.alt,
    // Also where it is the page's own: a picture need not know what page it will stand on.
    lang: image.altLanguage?.toLowerCase(),
    width: rendition.width,
    height: rendition.height,
  });
  if (image.placeholder?.startsWith("data:image/")) {
    shown.style.backgroundImage = `url("${image.placeholder}")`;
    shown.classList.add("is-waiting");
    const arrived = () => {
      shown.style.backgroundImage = "";
      shown.classList.remove("is-waiting");
    };
    // Loaded is not yet painted: the placeholder stays until the picture can take its place.
    shown.addEventListener("load", () => void shown.decode().then(arrived, arrived), { once: true });
    shown.addEventListener("error", () => shown.classList.add("is-missing"), { once: true });
  }
  if (image.focalPoint) {
    shown.style.objectPosition = `${image.focalPoint.x * 100}% ${image.focalPoint.y * 100}%`;
  }
  const element = h(
    "picture",
    { class: className || null },
    image.sources.map((source) => h("source", { type: source.mimeType, srcset: source.srcSet, sizes: SIZES[sizes] })),
    shown,
  );
  shown.src = rendition.url;
  return element;
}

/**
 * What stands under a picture.
 *
 * @param {string} caption
 * @param {string} credit already worded for readers
 */
export function caption(caption, credit) {
  if (!caption && !credit) return null;
  return h(
    "figcaption",
    null,
    caption && h("span", { class: "caption-text" }, caption),
    credit && h("span", { class: "caption-credit" }, credit),
  );
}
