/** Which view shows which page type. */
import { formPage } from "./views/form-page.js";
import { gallery } from "./views/gallery.js";
import { galleryIndex } from "./views/gallery-index.js";
import { home } from "./views/home.js";
import { memberDirectory } from "./views/member-directory.js";
import { memberPage } from "./views/member-page.js";
import { newsArticle } from "./views/news-article.js";
import { newsIndex } from "./views/news-index.js";
import { plainPage } from "./views/plain-page.js";
import { searchPage } from "./views/search-page.js";
import { standardPage } from "./views/standard-page.js";

/** @import { Context } from "./context.js" */
/** @import { Page } from "../../types/index" */

/**
 * @typedef {object} View
 * @property {HTMLElement} node
 * @property {string} [title] in place of the page's own, where the address selects something
 * @property {string} [status] what screen readers hear beside the title
 * @property {boolean} [noindex]
 * @property {(url: URL) => Promise<() => void>} [update] asks for another selection of the same list, and answers how to
 *   show it
 */

/**
 * @param {Page} page
 * @param {Context} context
 * @returns {View}
 */
export function viewOf(page, context) {
  switch (page.__typename) {
    case "HomePage":
      return home(page, context);
    case "StandardPage":
      return standardPage(page, context);
    case "NewsIndexPage":
      return newsIndex(page, context);
    case "NewsPage":
      return newsArticle(page, context);
    case "MemberIndexPage":
      return memberDirectory(page, context);
    case "MemberPage":
      return memberPage(page, context);
    case "GalleryIndexPage":
      return galleryIndex(page, context);
    case "GalleryPage":
      return gallery(page, context);
    case "SearchPage":
      return searchPage(page, context);
    case "FormPage":
      return formPage(page, context);
    default:
      return plainPage(page, context);
  }
}
