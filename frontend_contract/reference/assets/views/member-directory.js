import { announce } from "../announcer.js";
import { ask } from "../api.js";
import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { filterLinks, memberFilter, memberOrder, withParameters } from "../parts/filters.js";
import { memberCard } from "../parts/member-card.js";
import { nearby } from "../parts/nearby.js";
import { pageHead } from "../parts/page-head.js";
import { showMore } from "../parts/show-more.js";

/** @import { Context } from "../context.js" */
/** @import { FacetCount, MemberHit, PageOf } from "../../../types/index" */

/**
 * @typedef {object} Directory
 * @property {number} totalCount
 * @property {MemberHit[]} edges
 * @property {{ hasNextPage: boolean, endCursor: string | null }} pageInfo
 * @property {{ kinds: FacetCount[], sectors: FacetCount[], letters: FacetCount[] }} facets
 */

const ALPHABET = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ#"];

/**
 * @param {readonly FacetCount[]} facets
 * @param {URL} url
 * @param {string} label
 */
function letters(facets, url, label) {
  const chosen = url.searchParams.get("letter");
  const present = new Set(facets.map((facet) => facet.value));
  return h(
    "nav",
    { class: "letters", "aria-label": label },
    h(
      "ul",
      { role: "list" },
      ALPHABET.filter((letter) => letter !== "#" || present.has("#")).map((letter) =>
        h(
          "li",
          null,
          present.has(letter) || letter === chosen
            ? h(
                "a",
                {
                  href: withParameters(url, { letter: letter === chosen ? null : letter }),
                  "data-key": `letter:${letter}`,
                  "aria-current": letter === chosen ? "true" : null,
                },
                letter,
              )
            : h("span", { "aria-hidden": "true" }, letter),
        ),
      ),
    ),
  );
}

/**
 * @param {PageOf<"MemberIndexPage">} page
 * @param {Context} context
 */
export function memberDirectory(page, context) {
  const { t } = context;
  const region = h("div", { class: "wrap list-region directory" });
  let isFilterOpen = false;

  /**
   * @param {Directory} directory
   * @param {URL} url
   */
  function filters(directory, url) {
    const { kinds, sectors } = directory.facets;
    const chosen = ["sector", "kind"].filter((name) => url.searchParams.has(name)).length + (memberFilter(url)?.near ? 1 : 0);
    const panel = h(
      "div",
      { class: "filter-panel", id: "member-filters" },
      h(
        "section",
        null,
        h("h2", { class: "aside-title" }, t.sector),
        filterLinks({ name: "sector", all: t.all, facets: sectors, url, className: "filter-list" }),
      ),
      h(
        "section",
        null,
        h("h2", { class: "aside-title" }, t.kind),
        filterLinks({ name: "kind", all: t.all, facets: kinds, url, className: "filter-list" }),
      ),
      nearby(url, context),
    );
    const toggle = h(
      "button",
      { type: "button", class: "button is-quiet filter-toggle", "aria-controls": "member-filters" },
      icon(ICONS.filter),
      t.filter,
      chosen > 0 && h("span", { class: "count" }, chosen),
    );
    const show = () => {
      toggle.setAttribute("aria-expanded", String(isFilterOpen));
      panel.classList.toggle("is-open", isFilterOpen);
    };
    toggle.addEventListener("click", () => {
      isFilterOpen = !isFilterOpen;
      show();
    });
    show();
    return h("aside", { class: "directory-filters", "aria-label": t.filter }, toggle, panel);
  }

  /** @param {readonly MemberHit[]} hits */
  const items = (hits) =>
    hits.map(({ node, distanceKm }) => h("li", null, memberCard(node, context, { level: "h2", distanceKm })));

  /**
   * @param {Directory} directory
   * @param {URL} url
   */
  function draw(directory, url) {
    const grid = h("ul", { class: "grid grid-members", role: "list" }, items(directory.edges));
    const filter = memberFilter(url);
    const isFiltered = filter !== null;
    region.replaceChildren(
      filters(directory, url),
      h(
        "div",
        { class: "directory-list" },
        letters(directory.facets.letters, url, t.letters),
        h(
          "p",
          { class: "list-count" },
          t.memberCount(directory.totalCount),
          isFiltered && " · ",
          isFiltered && h("a", { href: url.pathname, "data-key": "all" }, t.showAll),
        ),
        directory.edges.length > 0 ? grid : h("p", { class: "empty-list" }, t.noMembers),
        showMore(grid, directory.pageInfo, context, async (after) => {
          const { members } = await ask("member-directory", {
            filter,
            order: memberOrder(filter),
            after,
            withFacets: false,
            language: page.language,
          });
          grid.append(...items(members.edges));
          return members.pageInfo;
        }),
      ),
    );
  }

  draw(page.directory, context.url);
  return {
    node: h("div", { class: "view view-list" }, pageHead(page, context, { introHtml: page.intro }), region),
    /** @param {URL} url */
    async update(url) {
      const filter = memberFilter(url);
      const { members } = await ask(
        "member-directory",
        { filter, order: memberOrder(filter), language: page.language },
        { reuse: true },
      );
      const facets = members.facets ?? page.directory.facets;
      return () => {
        draw({ ...members, facets }, url);
        announce(t.memberCount(members.totalCount));
      };
    },
  };
}
