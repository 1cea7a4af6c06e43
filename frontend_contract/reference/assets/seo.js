/** What stands in <head> for the page shown: title, description, addresses, languages, structured data. */
import { h } from "./dom.js";

/** @import { Context } from "./context.js" */
/** @import { PageHead } from "../../types/index" */

const MARK = "data-page";

/** @param {(HTMLElement | null | "" | false)[]} elements */
function replaceHead(elements) {
  for (const old of document.head.querySelectorAll(`[${MARK}]`)) old.remove();
  for (const element of elements) {
    if (!element) continue;
    element.setAttribute(MARK, "");
    document.head.append(element);
  }
}

/**
 * @param {string} name
 * @param {string} content
 */
function meta(name, content) {
  return content && h("meta", { [name.startsWith("og:") ? "property" : "name"]: name, content });
}

/**
 * @param {string} title
 * @param {Context} context
 */
function documentTitle(title, { settings }) {
  return !settings.name || title.includes(settings.name) ? title : `${title} – ${settings.name}`;
}

/**
 * @param {PageHead} page
 * @param {Context} context
 * @param {{ title?: string, noindex?: boolean }} [view] what the view shown says of itself
 */
export function describePage(page, context, { title = "", noindex = false } = {}) {
  const { seo } = page;
  const structured = h("script", { type: "application/ld+json" });
  structured.textContent = seo.jsonLd;
  const fallback = page.translations.find((one) => one.language === context.settings.defaultLanguage);
  document.documentElement.lang = context.code;
  document.title = documentTitle(title || seo.title || page.title, context);
  replaceHead([
    meta("description", seo.description),
    (seo.noindex || noindex) && meta("robots", "noindex"),
    h("link", { rel: "canonical", href: seo.canonicalUrl }),
    ...page.translations.map((one) => h("link", { rel: "alternate", hreflang: one.code, href: one.url })),
    fallback ? h("link", { rel: "alternate", hreflang: "x-default", href: fallback.url }) : null,
    meta("og:title", seo.title || page.title),
    meta("og:description", seo.description),
    meta("og:url", seo.canonicalUrl),
    meta("og:type", "website"),
    meta("og:site_name", context.settings.name),
    meta("og:image", seo.image?.rendition.url ?? ""),
    seo.jsonLd ? structured : null,
  ]);
}

/**
 * A page that is none, or that is not public: search engines keep it out although a static server says 200.
 *
 * @param {string} title
 * @param {Context | null} context
 */
export function describeNotice(title, context) {
  if (context) document.documentElement.lang = context.code;
  document.title = context ? documentTitle(title, context) : title;
  replaceHead([h("meta", { name: "robots", content: "noindex" })]);
}
