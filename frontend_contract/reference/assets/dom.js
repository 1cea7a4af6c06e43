/** Elements without a framework: text is always text; only values of the HTML scalar become markup. */

/** @typedef {Node | string | number | null | undefined | false | readonly Child[]} Child */
/** @typedef {{ bivarianceHack(event: Event): void }["bivarianceHack"]} Handler */
/** @typedef {Record<string, string | number | boolean | null | undefined | Handler>} Attributes */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {Element} element
 * @param {Attributes | null | undefined} attributes
 */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
}

/**
 * @param {ParentNode} parent
 * @param {readonly Child[]} children
 */
export function append(parent, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (child instanceof Node) parent.append(child);
    else if (typeof child === "string" || typeof child === "number") parent.append(String(child));
  }
}

/**
 * An element. Handlers are given as functions under `onclick` and the like; null, undefined and false leave an
 * attribute or a child out.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes | null} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  append(element, children);
  return element;
}

/**
 * A line icon of 24 units, hidden from screen readers: what it means always stands beside it as text.
 *
 * @param {string} path
 * @param {string} [className]
 * @returns {SVGElement}
 */
export function icon(path, className = "icon") {
  const image = document.createElementNS(SVG, "svg");
  setAttributes(image, { viewBox: "0 0 24 24", class: className, "aria-hidden": "true", focusable: "false" });
  const line = document.createElementNS(SVG, "path");
  setAttributes(line, { d: path });
  image.append(line);
  return image;
}

/**
 * Markup from a field of the HTML scalar, which the CMS has allow-listed; nothing else may come here.
 *
 * @param {"div" | "section" | "p"} tag "p" for an excerpt of a search, whose only element is <mark>
 * @param {Attributes} attributes
 * @param {string} html
 */
export function fromHtml(tag, attributes, html) {
  const element = h(tag, attributes);
  element.innerHTML = html;
  for (const image of element.querySelectorAll("img")) image.loading = "lazy";
  return element;
}

/**
 * Whether an HTML field says anything: an empty paragraph does not.
 *
 * @param {string | null | undefined} html
 */
export function hasText(html) {
  return Boolean(html && html.replace(/<[^>]*>|&nbsp;|\s/g, ""));
}

/** @param {string} text */
export function hidden(text) {
  return h("span", { class: "visually-hidden" }, text);
}

let lastId = 0;

/** An id that is unique in this document, to connect a label with what it names. */
export function uniqueId(prefix = "id") {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
