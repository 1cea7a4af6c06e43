/** Links: where they lead, and nothing that is no address. */
import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";

/** @import { Attributes, Child } from "../dom.js" */
/** @import { Context } from "../context.js" */
/** @import { Target } from "../../../types/index" */

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * The address of a target: its path for our router, else its url; null for anything but a path, a place on the
 * page, or a known scheme.
 *
 * @param {{ path?: string | null, url?: string | null }} target
 */
export function hrefOf({ path, url }) {
  if (path && /^(?:\/(?![/\\])|#)/.test(path)) return path;
  if (!url) return null;
  try {
    return SCHEMES.has(new URL(url, location.origin).protocol) ? url : null;
  } catch {
    return null;
  }
}

/**
 * A link, or its text alone where the target is no address.
 *
 * @param {{ path?: string | null, url?: string | null }} target
 * @param {Attributes} attributes
 * @param {...Child} children
 */
export function link(target, attributes, ...children) {
  const href = hrefOf(target);
  return href ? h("a", { href, ...attributes }, ...children) : h("span", { class: attributes["class"] ?? null }, ...children);
}

/**
 * @param {Omit<Target, "__typename">} target
 * @param {string} [className]
 */
export function arrowLink(target, className = "arrow-link") {
  return link(target, { class: className }, target.title, icon(target.path ? ICONS.arrow : ICONS.external));
}

/** How services write themselves; what is not listed is shown as the CMS names it. */
const SERVICES = new Map(
  ["LinkedIn", "YouTube", "Mastodon", "Bluesky", "Facebook", "Instagram", "XING", "GitHub", "GitLab", "Vimeo", "X"].map(
    (name) => [name.toLowerCase(), name],
  ),
);

/**
 * @param {{ service: string, url: string }} profile
 * @param {Attributes} [attributes]
 */
export function profileLink({ service, url }, attributes = {}) {
  return link({ url }, attributes, SERVICES.get(service.toLowerCase()) ?? (service || readableUrl(url)));
}

/**
 * An address as people read it: without scheme, www and final slash.
 *
 * @param {string} url
 */
export function readableUrl(url) {
  return url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}

/** @param {string} email */
export function mailLink(email) {
  const [name, host] = email.split("@");
  // Where there is no room, an address breaks after its @.
  return link({ url: `mailto:${email}` }, {}, host ? [`${name}@`, h("wbr"), host] : email);
}

/** @param {string} phone */
export function phoneLink(phone) {
  return link({ url: `tel:${phone.replace(/\(0\)|[^\d+]/g, "")}` }, {}, phone);
}

/**
 * The address of a list in this frontend with one filter set: /de/news/?category=forschung.
 *
 * @param {Context} context
 * @param {"NEWS" | "MEMBERS"} kind
 * @param {string} name
 * @param {string} value
 */
export function filteredPath(context, kind, name, value) {
  const path = context.place(kind)?.path;
  return path ? `${path}?${new URLSearchParams({ [name]: value })}` : null;
}
