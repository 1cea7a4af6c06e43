/** The fields of a form as the CMS describes them, each with what a browser can check before anything is sent. */
import { h, uniqueId } from "../dom.js";
import { field, fieldGroup, requiredMark, tickField } from "./field.js";

/** @import { Attributes } from "../dom.js" */
/** @import { Context } from "../context.js" */
/** @import { Control, Field } from "./field.js" */
/** @import { FormField } from "../../../types/index" */

/**
 * @typedef {Field & { name: string, label: string, check: () => string }} FormFieldView check answers what is wrong, or
 *   nothing
 */

/** Kinds that are one line: the input's type. A kind that this frontend does not know yet is a line of text. */
const LINES = { TEXT: "text", EMAIL: "email", NUMBER: "number", URL: "url", DATE: "date", DATETIME: "datetime-local" };
/** So many entries of a list are seen without scrolling in it. */
const MAX_ROWS = 6;

/** @param {FormField} spec */
function attributesOf(spec) {
  /** @type {Attributes} */
  const attributes = {
    name: spec.name,
    required: spec.required,
    placeholder: spec.placeholder || null,
    maxlength: spec.maxLength,
    autocomplete: spec.autocomplete,
  };
  return attributes;
}

/**
 * @param {Control} control
 * @param {Context} context
 */
function wrongWith(control, { t }) {
  const { validity, value } = control;
  if (validity.badInput) return control.type === "number" ? t.invalidNumber : t.invalidDate;
  if (validity.valueMissing || (control.required && !value.trim())) {
    return control instanceof HTMLSelectElement ? t.missingChoice : t.missing;
  }
  if (validity.typeMismatch) return control.type === "url" ? t.invalidUrl : t.invalidEmail;
  if (validity.tooLong && !(control instanceof HTMLSelectElement)) return t.tooLong(control.maxLength);
  return "";
}

/** People write addresses as they say them: example.org becomes one that a browser takes. @param {Event} event */
function completeUrl({ target }) {
  if (!(target instanceof HTMLInputElement)) return;
  const value = target.value.trim();
  if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([/?#]\S*)?$/u.test(value)) target.value = `https://${value}`;
}

/**
 * @param {FormField} spec
 * @param {Control} control
 * @param {Context} context
 * @param {string} [help]
 * @returns {FormFieldView}
 */
function single(spec, control, context, help = spec.help) {
  const view = field({ label: spec.label, control, help, isMarked: spec.required }, context);
  return { ...view, name: spec.name, label: spec.label, check: () => wrongWith(control, context) };
}

/**
 * @param {FormField} spec
 * @param {Context} context
 */
function line(spec, context) {
  const type = Object.hasOwn(LINES, spec.kind) ? LINES[/** @type {keyof typeof LINES} */ (spec.kind)] : "text";
  const control = h("input", {
    ...attributesOf(spec),
    type,
    step: type === "number" ? "any" : null,
    inputmode: type === "number" ? "decimal" : null,
    value: spec.defaultValue || null,
  });
  if (type === "url") control.addEventListener("change", completeUrl);
  return single(spec, control, context);
}

/**
 * @param {FormField} spec
 * @param {Context} context
 */
function lines(spec, context) {
  return single(spec, h("textarea", { ...attributesOf(spec), rows: 6 }, spec.defaultValue), context);
}

/**
 * @param {FormField} spec
 * @param {Context} context
 */
function list(spec, context) {
  const { t } = context;
  const isSeveral = spec.kind === "MULTISELECT";
  const options = spec.choices.map(({ value, label, selected }) => h("option", { value, selected }, label));
  const control = h(
    "select",
    {
      name: spec.name,
      required: spec.required,
      autocomplete: spec.autocomplete,
      multiple: isSeveral,
      size: isSeveral ? Math.min(options.length, MAX_ROWS) : null,
    },
    // Nothing is chosen for a visitor: the first entry is none.
    !isSeveral && h("option", { value: "" }, t.choose),
    options,
  );
  const help = isSeveral ? [spec.help, t.chooseSeveral].filter(Boolean).join(" ") : spec.help;
  return single(spec, control, context, help);
}

/**
 * @param {FormField} spec
 * @param {Context} context
 * @returns {FormFieldView}
 */
function tick(spec, context) {
  const id = uniqueId("field");
  const control = h("input", { type: "checkbox", id, name: spec.name, required: spec.required, checked: spec.defaultValue !== "" });
  const label = h("label", { for: id }, spec.label, spec.required && requiredMark());
  const view = tickField({ label, control, help: spec.help }, context);
  const check = () => (spec.required && !control.checked ? context.t.missingTick : "");
  return { ...view, name: spec.name, label: spec.label, check };
}

/**
 * @param {FormField} spec
 * @param {Context} context
 * @returns {FormFieldView}
 */
function group(spec, context) {
  const isRadio = spec.kind === "RADIO";
  const choices = spec.choices.map(({ value, label, selected }) => ({
    label,
    control: h("input", {
      type: isRadio ? "radio" : "checkbox",
      name: spec.name,
      value,
      checked: selected,
      // Of several boxes none by itself is required.
      required: isRadio && spec.required,
    }),
  }));
  const view = fieldGroup({ label: spec.label, choices, help: spec.help, isMarked: spec.required, isRadio }, context);
  if (isRadio && spec.required) view.node.setAttribute("aria-required", "true");
  const check = () => (spec.required && !choices.some(({ control }) => control.checked) ? context.t.missingChoice : "");
  return { ...view, name: spec.name, label: spec.label, check };
}

/** @param {FormField} spec @returns {FormFieldView} */
function unseen(spec) {
  const node = h("input", { type: "hidden", name: spec.name, value: spec.defaultValue });
  return { node, target: node, mark: () => undefined, name: spec.name, label: spec.label, check: () => "" };
}

/**
 * @param {FormField} spec
 * @param {Context} context
 * @returns {FormFieldView}
 */
export function formField(spec, context) {
  switch (spec.kind) {
    case "TEXTAREA":
      return lines(spec, context);
    case "CHECKBOX":
      return tick(spec, context);
    case "CHECKBOXES":
    case "RADIO":
      return group(spec, context);
    case "SELECT":
    case "MULTISELECT":
      return list(spec, context);
    case "HIDDEN":
      return unseen(spec);
    default:
      return line(spec, context);
  }
}
