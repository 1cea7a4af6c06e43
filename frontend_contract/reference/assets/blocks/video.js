/** A video of another provider: nothing is fetched from there before the visitor asks for it. */
import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { hrefOf, link } from "../parts/link.js";
import { picture } from "../parts/picture.js";

/** @import { Context } from "../context.js" */
/** @import { BlockOf } from "../../../types/index" */

/** @param {BlockOf<"VideoBlock">} block */
function player(block) {
  return h("iframe", {
    src: block.embedUrl,
    title: block.title,
    tabindex: 0,
    allow: "autoplay; fullscreen; picture-in-picture; encrypted-media",
    referrerpolicy: "strict-origin-when-cross-origin",
  });
}

/**
 * @param {BlockOf<"VideoBlock">} block
 * @param {Context} context
 */
export function video(block, context) {
  const { t } = context;
  if (!hrefOf({ url: block.embedUrl })?.startsWith("https://")) return null;
  const privacy = context.place("PRIVACY");
  const frame = h("div", { class: "video-frame" });
  if (block.width > 0 && block.height > 0) frame.style.aspectRatio = `${block.width} / ${block.height}`;

  const play = h(
    "button",
    {
      type: "button",
      class: "video-play",
      onclick: () => {
        const embedded = player(block);
        frame.replaceChildren(embedded);
        embedded.focus();
      },
    },
    h("span", { class: "video-button" }, icon(ICONS.play, "icon is-filled")),
    h("span", { class: "video-label" }, t.playVideo),
  );
  if (block.thumbnail) frame.append(picture({ ...block.thumbnail, alt: "", altLanguage: null }, { sizes: "content" }));
  frame.append(play);
  return h(
    "figure",
    { class: "block block-video" },
    frame,
    h(
      "figcaption",
      null,
      h("span", { class: "caption-text" }, block.title || t.video),
      h(
        "span",
        { class: "caption-credit" },
        t.videoConsent(block.provider),
        " ",
        privacy && link(privacy, {}, t.privacy),
      ),
    ),
  );
}
