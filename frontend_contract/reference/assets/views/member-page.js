import { body } from "../blocks/body.js";
import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { contactCards } from "../parts/contact-card.js";
import { filteredPath, link, mailLink, phoneLink, profileLink, readableUrl } from "../parts/link.js";
import { memberLogo } from "../parts/member-card.js";
import { newsGrid } from "../parts/news-card.js";
import { pageHead, section } from "../parts/page-head.js";

/** @import { Child } from "../dom.js" */
/** @import { Context } from "../context.js" */
/** @import { PageOf } from "../../../types/index" */

/** @typedef {PageOf<"MemberPage">} Member */

/**
 * @param {string} term
 * @param {...Child} values
 */
function fact(term, ...values) {
  return h("div", { class: "fact" }, h("dt", null, term), values.filter(Boolean).map((value) => h("dd", null, value)));
}

/**
 * @param {Member} page
 * @param {Context} context
 */
function address(page, context) {
  const lines = [
    page.street,
    [page.postalCode, page.city].filter(Boolean).join(" "),
    page.countryCode && page.countryCode !== "DE" ? page.country : "",
  ].filter(Boolean);
  if (lines.length === 0) return null;
  const map = page.location
    ? `https://www.openstreetmap.org/?mlat=${page.location.lat}&mlon=${page.location.lng}#map=16/${page.location.lat}/${page.location.lng}`
    : null;
  return fact(
    context.t.address,
    h("address", null, lines.map((line) => h("span", null, line))),
    map && link({ url: map }, { class: "arrow-link is-small" }, icon(ICONS.pin), context.t.showOnMap),
  );
}

/**
 * @param {Member} page
 * @param {Context} context
 */
function facts(page, context) {
  const { t } = context;
  return h(
    "dl",
    { class: "facts" },
    address(page, context),
    page.website && fact(t.website, link({ url: page.website }, {}, readableUrl(page.website))),
    page.email && fact(t.email, mailLink(page.email)),
    page.phone && fact(t.phone, phoneLink(page.phone)),
    page.socialLinks.length > 0 &&
      fact(t.profiles, ...page.socialLinks.map((profile) => profileLink(profile))),
    page.foundedYear && fact(t.founded, String(page.foundedYear)),
    page.employees && fact(t.employees, page.employees),
    page.joinedOn && fact(t.memberSince, context.month(page.joinedOn)),
  );
}

/**
 * @param {Member} page
 * @param {Context} context
 */
export function memberPage(page, context) {
  const { t } = context;
  const before = h(
    "div",
    { class: "member-head" },
    memberLogo(page.name, page.logo),
    h(
      "p",
      { class: "meta" },
      h("span", null, page.kindLabel),
      page.city && h("span", null, page.city),
      page.isNew && h("span", { class: "badge" }, t.newMember),
    ),
  );
  const sectors =
    page.sectors.length > 0 &&
    h(
      "ul",
      { class: "chips", role: "list", "aria-label": t.sectors },
      page.sectors.map((sector) => {
        const path = filteredPath(context, "MEMBERS", "sector", sector.slug);
        return h("li", null, path ? link({ path }, {}, sector.name) : h("span", null, sector.name));
      }),
    );
  return {
    node: h(
      "article",
      { class: "view view-member" },
      pageHead(page, context, { before, lead: page.teaser, after: sectors }),
      h(
        "div",
        { class: "wrap columns" },
        h(
          "div",
          { class: "columns-main" },
          body(page.body, context, "reading"),
          page.competences.length > 0 &&
            h(
              "section",
              { class: "competences" },
              h("h2", { class: "aside-title" }, t.competences),
              h("ul", { class: "tags", role: "list" }, page.competences.map((one) => h("li", null, one.name))),
            ),
          page.contacts.length > 0 &&
            h(
              "section",
              { class: "member-contacts" },
              h("h2", null, t.contactPersons),
              contactCards(page.contacts),
            ),
        ),
        h("aside", { class: "columns-aside", "aria-label": t.contact }, facts(page, context)),
      ),
      page.news.length > 0 &&
        h(
          "div",
          { class: "band" },
          h("div", { class: "wrap" }, section(t.newsOfMember(page.name), null, newsGrid(page.news, context))),
        ),
    ),
  };
}
