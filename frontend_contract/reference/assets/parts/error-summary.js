/** What has to be changed in a form, in one place above it, each entry leading to its field. */
import { h } from "../dom.js";

/** @import { Context } from "../context.js" */

/**
 * @typedef {object} Entry
 * @property {string} label the field's; empty for what belongs to none
 * @property {string} message
 * @property {HTMLElement | null} target
 */

/** @param {Context} context */
export function errorSummary({ t }) {
  const node = h("div", { class: "error-summary", tabindex: -1, hidden: true });

  /** @param {Entry} entry */
  function line({ label, message, target }) {
    // A label may be a question already.
    const words = label ? `${label}${/[\p{L}\p{N})]$/u.test(label) ? ":" : ""} ${message}` : message;
    if (!target) return h("li", null, words);
    /** @param {Event} event */
    const go = (event) => {
      event.preventDefault();
      target.focus();
      target.closest(".field")?.scrollIntoView({ block: "center" });
    };
    return h("li", null, h("a", { href: `#${target.id}`, onclick: go }, words));
  }

  return {
    node,
    clear() {
      node.hidden = true;
      node.replaceChildren();
    },
    /** @param {readonly Entry[]} entries */
    show(entries) {
      node.replaceChildren(h("h2", null, t.checkEntries(entries.length)), h("ul", null, entries.map(line)));
      node.hidden = false;
      node.focus({ preventScroll: true });
      node.scrollIntoView({ block: "center" });
    },
  };
}
