/** What every field of a form has around its control: label, help, and what is wrong with it. */
import { h, uniqueId } from "../dom.js";

/** @import { Child } from "../dom.js" */
/** @import { Context } from "../context.js" */

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/**
 * @typedef {object} Field
 * @property {HTMLElement} node
 * @property {HTMLElement} target takes the focus when the field has to be changed
 * @property {(message: string) => void} mark says what is wrong; with an empty message that nothing is
 */

/**
 * Help and error of a field. Both are read with what they describe; the error only while there is one.
 *
 * @param {object} options
 * @param {string} options.help
 * @param {HTMLElement} options.described what help and error are read with
 * @param {readonly HTMLElement[]} options.invalid what is invalid then
 * @param {Context} context
 */
function notes({ help, described, invalid }, { t }) {
  const id = uniqueId("note");
  const helpNode = help ? h("p", { class: "field-help", id: `${id}-help` }, help) : null;
  const error = h("p", { class: "field-error", id: `${id}-error`, hidden: true });
  /** @param {string} message */
  const mark = (message) => {
    error.hidden = !message;
    error.replaceChildren(...(message ? [h("span", { class: "visually-hidden" }, `${t.error} `), message] : []));
    const ids = [helpNode && `${id}-help`, message && `${id}-error`].filter(Boolean).join(" ");
    if (ids) described.setAttribute("aria-describedby", ids);
    else described.removeAttribute("aria-describedby");
    for (const element of invalid) {
      if (message) element.setAttribute("aria-invalid", "true");
      else element.removeAttribute("aria-invalid");
    }
  };
  mark("");
  return { helpNode, error, mark };
}

/** The star beside a label; the control itself says that it is required. */
export function requiredMark() {
  return h("span", { class: "required-mark", "aria-hidden": "true" }, "\u00a0*");
}

/**
 * @param {object} options
 * @param {string} options.label
 * @param {Control} options.control
 * @param {string} [options.help]
 * @param {boolean} [options.isMarked] whether the label carries the star
 * @param {Context} context
 * @returns {Field}
 */
export function field({ label, control, help = "", isMarked = false }, context) {
  control.id ||= uniqueId("field");
  const { helpNode, error, mark } = notes({ help, described: control, invalid: [control] }, context);
  return {
    node: h("div", { class: "field" }, h("label", { for: control.id }, label, isMarked && requiredMark()), helpNode, error, control),
    target: control,
    mark,
  };
}

/**
 * A box to tick, its words beside it.
 *
 * @param {object} options
 * @param {Child} options.label
 * @param {HTMLInputElement} options.control
 * @param {string} [options.help]
 * @param {Context} context
 * @returns {Field}
 */
export function tickField({ label, control, help = "" }, context) {
  const { helpNode, error, mark } = notes({ help, described: control, invalid: [control] }, context);
  return {
    node: h("div", { class: "field" }, error, h("div", { class: "tick" }, control, label), helpNode),
    target: control,
    mark,
  };
}

/**
 * Several boxes or buttons under one question.
 *
 * @param {object} options
 * @param {string} options.label
 * @param {readonly { control: HTMLInputElement, label: string }[]} options.choices
 * @param {string} [options.help]
 * @param {boolean} [options.isMarked]
 * @param {boolean} [options.isRadio] of radio buttons the group is invalid, of boxes each of them
 * @param {Context} context
 * @returns {Field}
 */
export function fieldGroup({ label, choices, help = "", isMarked = false, isRadio = false }, context) {
  const controls = choices.map((choice) => choice.control);
  const node = h("fieldset", { class: "field", role: isRadio ? "radiogroup" : null });
  const { helpNode, error, mark } = notes({ help, described: node, invalid: isRadio ? [node] : controls }, context);
  const rows = choices.map((choice) => {
    choice.control.id ||= uniqueId("field");
    return h("div", { class: "tick" }, choice.control, h("label", { for: choice.control.id }, choice.label));
  });
  node.append(
    ...[h("legend", null, label, isMarked && requiredMark()), helpNode, error, ...rows].filter((part) => part !== null),
  );
  return { node, target: controls[0] ?? node, mark };
}
