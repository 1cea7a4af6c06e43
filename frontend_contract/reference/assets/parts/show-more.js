/** A button that fetches more of a list and puts it at the list's end. */
import { h } from "../dom.js";
import { announce } from "../announcer.js";

/** @import { Context } from "../context.js" */

/**
 * @typedef {object} More
 * @property {boolean} hasNextPage
 * @property {string | null} endCursor
 */

/**
 * @param {Element} list its new entries take the focus
 * @param {More} pageInfo
 * @param {Context} context
 * @param {(after: string) => Promise<More>} load fetches, appends, and answers where the list stands then
 */
export function showMore(list, pageInfo, context, load) {
  const { t } = context;
  let { hasNextPage, endCursor } = pageInfo;
  if (!hasNextPage) return null;
  const problem = h("p", { class: "inline-problem", role: "alert" });
  const button = h("button", { type: "button", class: "button is-quiet", onclick: fetchMore }, t.showMore);
  const box = h("div", { class: "show-more" }, button, problem);

  async function fetchMore() {
    if (!endCursor || button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    problem.textContent = "";
    const before = list.children.length;
    try {
      ({ hasNextPage, endCursor } = await load(endCursor));
      announce(t.moreShown(list.children.length - before));
      const first = list.children[before]?.querySelector("a, button");
      if (first instanceof HTMLElement) first.focus({ preventScroll: true });
      if (!hasNextPage) box.remove();
    } catch (error) {
      console.error(error);
      problem.textContent = t.failureMore;
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }
  return box;
}
