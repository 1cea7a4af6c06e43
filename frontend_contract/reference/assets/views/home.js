import { body } from "../blocks/body.js";
import { h } from "../dom.js";
import { arrowLink } from "../parts/link.js";
import { picture } from "../parts/picture.js";

/** @import { Context } from "../context.js" */
/** @import { PageOf } from "../../../types/index" */

/**
 * @param {PageOf<"HomePage">} page
 * @param {Context} context
 */
export function home(page, context) {
  const hero = h(
    "section",
    { class: page.hero ? "hero" : "hero is-plain" },
    h(
      "div",
      { class: "hero-text" },
      h("h1", { tabindex: -1 }, page.heading || page.title),
      page.claim && h("p", { class: "hero-claim" }, page.claim),
      page.callToAction && arrowLink(page.callToAction, "button is-light"),
    ),
    page.hero && picture(page.hero, { sizes: "hero", eager: true, className: "hero-picture" }),
  );
  return { node: h("div", { class: "view view-home" }, hero, body(page.body, context, "wide")) };
}
