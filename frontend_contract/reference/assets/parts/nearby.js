/** Members around the visitor: a button that asks for their position, then how far around it. */
import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { goTo } from "../router.js";
import { filterLinks, memberFilter, RADII, withParameters } from "./filters.js";
import { canLocate, locate, position } from "./position.js";

/** @import { Context } from "../context.js" */

/** Wide enough to find somebody in the country, near enough to visit them. */
const FIRST_RADIUS = 50;

/**
 * @param {URL} url
 * @param {Context} context
 */
export function nearby(url, context) {
  const { t } = context;
  if (!canLocate()) return null;
  const isNear = Boolean(memberFilter(url)?.near);
  return h(
    "section",
    { class: "nearby" },
    h("h2", { class: "aside-title" }, t.near),
    isNear
      ? filterLinks({
          name: "km",
          all: t.everywhere,
          facets: RADII.map((km) => ({ value: String(km), label: context.kilometres(km), count: null })),
          url,
          className: "chips",
        })
      : nearMe(url, context),
  );
}

/**
 * @param {URL} url
 * @param {Context} context
 */
function nearMe(url, { t }) {
  const problem = h("p", { class: "inline-problem", role: "alert" });
  const label = h("span", null, t.nearMe);
  const button = h(
    "button",
    { type: "button", class: "button is-quiet", "data-key": "km:", onclick: find },
    icon(ICONS.pin),
    label,
  );

  async function find() {
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    label.textContent = t.locating;
    problem.textContent = "";
    try {
      if (!position()) await locate();
      // By now the visitor may have gone elsewhere.
      if (!button.isConnected) return;
      button.setAttribute("data-key", `km:${FIRST_RADIUS}`);
      goTo(withParameters(url, { km: String(FIRST_RADIUS), letter: null }));
    } catch (error) {
      const isDenied = error instanceof GeolocationPositionError && error.code === error.PERMISSION_DENIED;
      problem.textContent = isDenied ? t.locationDenied : t.locationUnknown;
    } finally {
      button.removeAttribute("aria-disabled");
      label.textContent = t.nearMe;
    }
  }
  return [button, h("p", { class: "field-help" }, t.locationUse), problem];
}
