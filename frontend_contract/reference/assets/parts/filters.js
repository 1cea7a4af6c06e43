/** Filters as links: every selection has an address. */
import { h } from "../dom.js";
import { position } from "./position.js";

/** @import { MemberFilter, MemberKind, MemberOrder, NewsFilter, SearchType } from "../../../types/index" */

export const ARTICLES_PER_PAGE = 12;
/** As many as `route` and `search` ask for. */
export const HITS_PER_PAGE = 12;
/** How far around the visitor, in kilometres. */
export const RADII = /** @type {const} */ ([10, 25, 50, 100, 200]);
const MAX_OFFSET = 10_000;
const MAX_CHARACTERS = 200;

/** @type {readonly MemberKind[]} */
const KINDS = ["COMPANY", "RESEARCH", "PUBLIC_BODY", "NETWORK", "PERSON"];

/** @type {readonly SearchType[]} */
const SEARCH_TYPES = ["NEWS", "MEMBER", "GALLERY", "PAGE"];

/**
 * @param {URL} url
 * @param {string} name
 */
function slug(url, name) {
  return url.searchParams.get(name)?.slice(0, MAX_CHARACTERS) || null;
}

/**
 * @param {URL} url
 * @param {number} perPage
 */
export function pageNumber(url, perPage) {
  const asked = Math.trunc(Number(url.searchParams.get("page")));
  return Math.min(Math.max(asked || 1, 1), Math.floor(MAX_OFFSET / perPage));
}

/** @param {URL} url */
export function newsOffset(url) {
  return (pageNumber(url, ARTICLES_PER_PAGE) - 1) * ARTICLES_PER_PAGE;
}

/**
 * What is searched for; empty for nothing. The CMS counts characters, not UTF-16 units.
 *
 * @param {URL} url
 */
export function searchQuery(url) {
  return [...(url.searchParams.get("q") ?? "").trim()].slice(0, MAX_CHARACTERS).join("");
}

/**
 * @param {URL} url
 * @returns {SearchType[] | null}
 */
export function searchTypes(url) {
  const type = SEARCH_TYPES.find((one) => one === url.searchParams.get("type"));
  return type ? [type] : null;
}

/** @param {URL} url */
export function searchOffset(url) {
  return (pageNumber(url, HITS_PER_PAGE) - 1) * HITS_PER_PAGE;
}

/**
 * @param {URL} url
 * @returns {NewsFilter | null}
 */
export function newsFilter(url) {
  const category = slug(url, "category");
  return category ? { categories: [category] } : null;
}

/**
 * @param {URL} url
 * @returns {MemberFilter | null}
 */
export function memberFilter(url) {
  const sector = slug(url, "sector");
  const kind = KINDS.find((one) => one === url.searchParams.get("kind"));
  const letter = url.searchParams.get("letter") ?? "";
  /** @type {MemberFilter} */
  const filter = {};
  if (sector) filter.sectors = [sector];
  if (kind) filter.kinds = [kind];
  if (/^([A-Z]|#)$/.test(letter)) filter.letter = letter;
  const place = position();
  const km = radius(url);
  if (place && km) filter.near = { ...place, km };
  return Object.keys(filter).length ? filter : null;
}


/**
 * The radius an address names. Where its centre is stands in no address: it is where the visitor is, once they said so.
 *
 * @param {URL} url
 */
export function radius(url) {
  return RADII.find((km) => String(km) === url.searchParams.get("km")) ?? null;
}

/**
 * @param {MemberFilter | null} filter
 * @returns {MemberOrder}
 */
export function memberOrder(filter) {
  return filter?.near ? "DISTANCE" : "NAME";
}

/**
 * The same address with other parameters; null takes one away.
 *
 * @param {URL} url
 * @param {Record<string, string | null>} changes
 */
export function withParameters(url, changes) {
  const parameters = new URLSearchParams(url.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  const query = parameters.toString();
  return query ? `${url.pathname}?${query}` : url.pathname;
}

/**
 * The choices of one filter as links, the chosen one marked; choosing it again takes the filter away.
 *
 * @param {object} options
 * @param {string} options.name the parameter
 * @param {string} options.all what the link without this filter says
 * @param {readonly { value: string, label: string, count: number | null }[]} options.facets
 * @param {URL} options.url
 * @param {string} options.className
 */
export function filterLinks({ name, all, facets, url, className }) {
  const chosen = url.searchParams.get(name);
  /**
   * @param {string | null} value
   * @param {string} label
   * @param {number | null} count
   */
  const item = (value, label, count) =>
    h(
      "li",
      null,
      h(
        "a",
        {
          href: withParameters(url, { [name]: value === chosen ? null : value, page: null }),
          "data-key": `${name}:${value ?? ""}`,
          "aria-current": value === chosen ? "true" : null,
        },
        h("span", null, label),
        count !== null && h("span", { class: "count" }, count),
      ),
    );
  return h(
    "ul",
    { class: className, role: "list" },
    item(null, all, null),
    facets.map((facet) => item(facet.value, facet.label, facet.count)),
  );
}
