/** What stands at an address: a public page, a draft that its author looks at, a page opened with its password. */
import { ask, askOnce } from "./api.js";
import { memberFilter, memberOrder, newsFilter, newsOffset, searchOffset, searchQuery, searchTypes } from "./parts/filters.js";
import { languageOfPath } from "./strings.js";
import { dropKey, keyOf } from "./unlocked-pages.js";

/** @import { Language, Page, Restriction } from "../../types/index" */

/** As the CMS writes it into its links to drafts. */
const PREVIEW = "preview";

/**
 * @typedef {object} Found
 * @property {Language | null} language null: the site's default
 * @property {Page | null} page
 * @property {string | null} redirect
 * @property {Restriction | null} restriction also of a page that has been opened
 * @property {boolean} isPreview
 * @property {string | null} expiresAt when a page that is not public closes again
 */

/** @param {URL} url */
export function isPreview(url) {
  return url.searchParams.has(PREVIEW);
}

/**
 * The address without the token of a preview, which must get into no link.
 *
 * @param {URL} url
 */
export function publicAddress(url) {
  const address = new URL(url);
  address.searchParams.delete(PREVIEW);
  return address;
}

/** @param {URL} url */
function selection(url) {
  const members = memberFilter(url);
  return {
    newsFilter: newsFilter(url),
    newsOffset: newsOffset(url) || null,
    memberFilter: members,
    memberOrder: memberOrder(members),
    searchQuery: searchQuery(url),
    searchTypes: searchTypes(url),
    searchOffset: searchOffset(url) || null,
  };
}

/**
 * @param {URL} url
 * @param {string} token
 */
async function tokenShows(url, token) {
  return (await askOnce("preview", { token, ...selection(url) })).preview;
}

/**
 * @param {URL} url
 * @param {{ reuse?: boolean }} [options]
 * @returns {Promise<Found>}
 */
export async function pageAt(url, { reuse = false } = {}) {
  const guess = languageOfPath(url.pathname);
  if (isPreview(url)) {
    const shown = await tokenShows(url, url.searchParams.get(PREVIEW) ?? "");
    return {
      language: shown?.page.language ?? guess,
      page: shown?.page ?? null,
      redirect: null,
      restriction: null,
      isPreview: true,
      expiresAt: shown?.expiresAt ?? null,
    };
  }
  let { route } = await ask("route", { path: url.pathname, ...selection(url) }, { reuse });
  // Addresses of older websites: /index.php?id=12, /?p=12.
  if (url.search && (route.status === "NOT_FOUND" || url.pathname === "/")) {
    ({ route } = await ask("route", { path: url.pathname + url.search, ...selection(url) }, { reuse }));
  }
  /** @type {Found} */
  const found = {
    language: route.language,
    page: route.page,
    redirect: route.redirect?.to ?? null,
    restriction: route.restriction,
    isPreview: false,
    expiresAt: null,
  };
  const pageId = route.restriction?.pageId;
  const key = pageId ? keyOf(pageId) : null;
  if (!pageId || !key) return found;
  const shown = await tokenShows(url, key.token);
  // The password has been changed since, or the page is gone.
  if (!shown) dropKey(pageId);
  return shown ? { ...found, page: shown.page, expiresAt: shown.expiresAt } : found;
}
