import { announce } from "../announcer.js";
import { ask } from "../api.js";
import { h, icon, uniqueId } from "../dom.js";
import { ICONS } from "../icons.js";
import { filterLinks, HITS_PER_PAGE, pageNumber, searchOffset, searchQuery, searchTypes, withParameters } from "../parts/filters.js";
import { searchHit } from "../parts/hit.js";
import { link } from "../parts/link.js";
import { pageHead } from "../parts/page-head.js";
import { pager } from "../parts/pager.js";
import { describePage } from "../seo.js";

/** @import { Context } from "../context.js" */
/** @import { PageOf } from "../../../types/index" */

/** @typedef {Omit<PageOf<"SearchPage">["hits"], "__typename">} Hits */

/** @type {Hits} */
const NOTHING = { totalCount: 0, edges: [], facets: [] };

/**
 * The search as a form that asks: the router makes its fields an address.
 *
 * @param {string} path
 * @param {Context} context
 */
function searchForm(path, { t, url }) {
  const id = uniqueId("search");
  const query = searchQuery(url);
  const input = h("input", {
    type: "search",
    name: "q",
    id,
    value: query,
    maxlength: 200,
    autocomplete: "off",
    enterkeyhint: "search",
    "data-key": "q",
    "data-focus": !query,
    "aria-describedby": `${id}-help`,
  });
  const node = h(
    "form",
    { class: "search-form", role: "search", action: path },
    h("label", { for: id }, t.searchWords),
    h(
      "div",
      { class: "search-row" },
      input,
      h("button", { type: "submit", class: "button" }, icon(ICONS.search), t.searchStart),
    ),
    h("p", { class: "field-help", id: `${id}-help` }, t.searchHelp),
  );
  return { node, input };
}

/** @param {Context} context */
function waysOn({ place }) {
  const targets = /** @type {const} */ (["NEWS", "MEMBERS", "GALLERIES", "CONTACT"]).map(place);
  return h(
    "ul",
    { class: "notice-ways", role: "list" },
    targets.map((target) => target && h("li", null, link(target, { class: "button is-quiet" }, target.title))),
  );
}

/**
 * What stands in place of hits: on the wrong page, in the wrong selection, or where there are none at all.
 *
 * @param {Hits} hits
 * @param {Context} context
 */
function nothingFound(hits, context) {
  const { t, url } = context;
  if (hits.totalCount > 0) {
    return h(
      "p",
      { class: "empty-list" },
      t.beyondLastPage,
      " ",
      h("a", { href: withParameters(url, { page: null }) }, t.firstPage),
    );
  }
  if (hits.facets.length > 0) return h("p", { class: "empty-list" }, t.noHitsOfType);
  return h(
    "div",
    { class: "no-hits" },
    h("ul", null, t.noHitsHelp.map((sentence) => h("li", null, sentence))),
    waysOn(context),
  );
}

/**
 * @param {PageOf<"SearchPage">} page
 * @param {Context} context
 */
export function searchPage(page, context) {
  const { t } = context;
  const region = h("div", { class: "wrap list-region" });
  const form = searchForm(page.path, context);

  /**
   * What the document says of itself. A list of hits is no page that others should find by searching.
   *
   * @param {URL} url
   */
  const description = (url) => {
    const query = searchQuery(url);
    return { title: query && `${query} – ${page.title}`, noindex: query !== "" };
  };

  /**
   * @param {Hits} hits
   * @param {URL} url
   * @returns {string} how many there are
   */
  function draw(hits, url) {
    const here = { ...context, url };
    const query = searchQuery(url);
    form.input.value = query;
    if (!query) {
      region.replaceChildren(waysOn(here));
      return "";
    }
    const count = hits.totalCount > 0 ? t.hitCount(hits.totalCount, query) : t.noHits(query);
    const last = Math.ceil(hits.totalCount / HITS_PER_PAGE);
    region.replaceChildren(
      h(
        "div",
        { class: "list-bar" },
        h("h2", { class: "hit-count" }, count),
        hits.facets.length > 0 &&
          h(
            "nav",
            { "aria-label": t.hitTypes },
            filterLinks({ name: "type", all: t.all, facets: hits.facets, url, className: "chips" }),
          ),
      ),
      hits.edges.length > 0
        ? h("ol", { class: "hits", role: "list" }, hits.edges.map((hit) => h("li", null, searchHit(hit, here))))
        : nothingFound(hits, here),
      pager(pageNumber(url, HITS_PER_PAGE), last, here) ?? "",
    );
    return count;
  }

  const count = draw(page.hits, context.url);
  return {
    ...description(context.url),
    status: count,
    node: h("div", { class: "view view-list" }, pageHead(page, context, { introHtml: page.intro, after: form.node }), region),
    /** @param {URL} url */
    async update(url) {
      const query = searchQuery(url);
      const hits = query
        ? (
            await ask(
              "search",
              {
                query,
                types: searchTypes(url),
                first: HITS_PER_PAGE,
                offset: searchOffset(url),
                language: page.language,
              },
              { reuse: true },
            )
          ).search
        : NOTHING;
      return () => {
        // A keyboard on the screen would cover what was found.
        if (document.activeElement === form.input && matchMedia("(pointer: coarse)").matches) form.input.blur();
        const found = draw(hits, url);
        describePage(page, context, description(url));
        announce(found);
      };
    },
  };
}
