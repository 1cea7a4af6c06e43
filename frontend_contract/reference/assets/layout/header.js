import { h, hidden, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { link } from "../parts/link.js";
import { brand } from "./brand.js";
import { languageSwitcher } from "./language-switcher.js";
import { mainMenu } from "./menu.js";

/** @import { Context } from "../context.js" */
/** @import { Menu, Page } from "../../../types/index" */

/** @param {Context} context */
function searchLink({ place, url, t }) {
  const target = place("SEARCH");
  if (!target) return null;
  return link(
    target,
    { class: "header-search", "aria-current": target.path === url.pathname ? "page" : null },
    icon(ICONS.search),
    hidden(target.title || t.search),
  );
}

/**
 * @param {Menu} menu
 * @param {Page | null} page
 * @param {Context} context
 */
export function header(menu, page, context) {
  const { t } = context;
  const nav = h("nav", { class: "header-menu", id: "main-menu", "aria-label": t.mainMenu }, mainMenu(menu, context));
  const toggle = h(
    "button",
    { type: "button", class: "menu-toggle", "aria-expanded": "false", "aria-controls": "main-menu" },
    icon(ICONS.menu, "icon is-closed"),
    icon(ICONS.close, "icon is-opened"),
    h("span", { class: "menu-toggle-label" }, t.openMenu),
  );
  const bar = h("div", { class: "header-bar wrap" }, brand(context), searchLink(context), toggle, nav, languageSwitcher(page, context));
  /** @param {boolean} isOpen */
  const set = (isOpen) => {
    toggle.setAttribute("aria-expanded", String(isOpen));
    bar.classList.toggle("is-open", isOpen);
  };
  toggle.addEventListener("click", () => set(!bar.classList.contains("is-open")));
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !bar.classList.contains("is-open")) return;
    set(false);
    toggle.focus();
  });
  return bar;
}
