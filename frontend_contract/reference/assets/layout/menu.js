/** The main menu: links, and submenus that a button opens (and the pointer, where there is one). */
import { h, icon, uniqueId } from "../dom.js";
import { ICONS } from "../icons.js";
import { hrefOf, link } from "../parts/link.js";

/** @import { Context } from "../context.js" */
/** @import { Menu, MenuEntry } from "../../../types/index" */

/**
 * "page" for the page itself, "true" for the section it is in.
 *
 * @param {MenuEntry} entry
 * @param {Context} context
 */
export function currentOf(entry, { url, settings }) {
  if (!entry.path) return null;
  if (entry.path === url.pathname) return "page";
  const isHome = settings.languages.some((one) => one.homePath === entry.path);
  return !isHome && url.pathname.startsWith(entry.path) ? "true" : null;
}

/**
 * @param {MenuEntry} entry
 * @param {Context} context
 */
function menuLink(entry, context) {
  return link(entry, { "aria-current": currentOf(entry, context) }, entry.label);
}

/**
 * @param {Menu[number]} entry
 * @param {Context} context
 */
function withSubmenu(entry, context) {
  const id = uniqueId("submenu");
  const hasLink = hrefOf(entry) !== null;
  const button = h(
    "button",
    {
      type: "button",
      class: hasLink ? "submenu-toggle" : "submenu-toggle is-heading",
      "aria-expanded": "false",
      "aria-controls": id,
      "aria-label": hasLink ? context.t.submenu(entry.label) : null,
    },
    !hasLink && entry.label,
    icon(ICONS.chevron),
  );
  const item = h(
    "li",
    { class: "has-submenu" },
    hasLink && menuLink(entry, context),
    button,
    h("ul", { id, class: "submenu", role: "list" }, entry.children.map((child) => h("li", null, menuLink(child, context)))),
  );
  /** @param {boolean} isOpen */
  const set = (isOpen) => {
    button.setAttribute("aria-expanded", String(isOpen));
    item.classList.toggle("is-open", isOpen);
  };
  button.addEventListener("click", () => set(!item.classList.contains("is-open")));
  item.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !item.classList.contains("is-open")) return;
    event.stopPropagation();
    set(false);
    button.focus();
  });
  item.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node) || !item.contains(event.relatedTarget)) set(false);
  });
  return item;
}

/**
 * @param {Menu} menu
 * @param {Context} context
 */
export function mainMenu(menu, context) {
  return h(
    "ul",
    { class: "main-menu", role: "list" },
    menu.map((entry) =>
      entry.children.length > 0 ? withSubmenu(entry, context) : h("li", null, menuLink(entry, context)),
    ),
  );
}
