/** A form that visitors fill in and send: checked here, then by the CMS, stored once however often it is sent. */
import { ApiError, askOnce } from "../api.js";
import { fromHtml, h, hasText, icon, uniqueId } from "../dom.js";
import { ICONS } from "../icons.js";
import { errorSummary } from "./error-summary.js";
import { requiredMark, tickField } from "./field.js";
import { formField } from "./form-field.js";
import { problemNotice } from "./problem.js";
import { submitButton } from "./submit-button.js";

/** @import { Context } from "../context.js" */
/** @import { FormFieldView } from "./form-field.js" */
/** @import { FormError, PageOf } from "../../../types/index" */

/** Who is quicker than the CMS believes of a person, a password manager for example, waits so long at most. */
const MAX_WAIT_SECONDS = 10;

/** Hard to guess: an id that is sent again gets the answer of the first time. */
function submissionId() {
  // Not every browser has randomUUID on an insecure connection.
  if ("randomUUID" in crypto) return crypto.randomUUID();
  return Array.from(/** @type {Crypto} */ (crypto).getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * What the visitor agrees to, and the box that says so. It is none of the form's fields, so it has no name.
 *
 * @param {PageOf<"FormPage">} page
 * @param {Context} context
 */
function consentField(page, context) {
  if (!hasText(page.consent)) return null;
  const id = uniqueId("consent");
  const control = h("input", { type: "checkbox", id, required: page.consentRequired, "aria-labelledby": `${id}-text` });
  const text = fromHtml("div", { class: "rich-text", id: `${id}-text` }, page.consent);
  // No label may hold paragraphs; a click on them ticks the box all the same, a click on a link follows it.
  text.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("a")) control.click();
  });
  if (page.consentRequired) (text.lastElementChild ?? text).append(requiredMark());
  return { ...tickField({ label: text, control }, context), control };
}

/**
 * A field that people neither see nor reach: what fills it in is a program. It belongs to a form of its own, so that it
 * cannot be taken for a field of this name in the visitor's.
 *
 * @param {Context} context
 */
function honeypot({ t }) {
  const owner = h("form", { id: uniqueId("trap"), hidden: true });
  const input = h("input", { type: "text", name: "website", form: owner.id, tabindex: -1, autocomplete: "off" });
  return { node: h("div", { class: "unseen", "aria-hidden": "true" }, h("label", null, t.honeypot, input)), owner, input };
}

/**
 * @param {PageOf<"FormPage">} page
 * @param {Context} context
 */
export function visitorForm(page, context) {
  const { t } = context;
  const id = submissionId();
  const shownAt = performance.now();
  const fields = page.formFields.map((spec) => formField(spec, context));
  const consent = consentField(page, context);
  const trap = honeypot(context);
  const summary = errorSummary(context);
  const problem = problemNotice(context);
  const button = submitButton(page.submitLabel, t.sending);
  const isAnyRequired = page.formFields.some((spec) => spec.required) || (consent && page.consentRequired);
  const form = h(
    "form",
    { class: "form", method: "post", novalidate: true, onsubmit: submit },
    isAnyRequired && h("p", { class: "form-note" }, t.requiredNote),
    fields.map((one) => one.node),
    consent?.node,
    trap.node,
    problem.node,
    button.node,
  );
  const region = h("div", { class: "visitor-form" }, summary.node, form, trap.owner);
  // What has been changed is not wrong any more, as far as anyone knows.
  form.addEventListener("input", ({ target }) => {
    const changed = [...fields, consent].find((one) => target instanceof Node && one?.node.contains(target));
    changed?.mark("");
  });

  /** @returns {FormError[]} */
  function check() {
    /** @type {FormError[]} */
    const errors = fields
      .map((one) => ({ name: one.name, code: /** @type {const} */ ("INVALID"), message: one.check() }))
      .filter((error) => error.message);
    if (consent && page.consentRequired && !consent.control.checked) {
      errors.push({ name: "consent", code: "CONSENT_REQUIRED", message: t.missingConsent });
    }
    return errors;
  }

  /** @param {FormError} error */
  function ownerOf({ name, code }) {
    if (code === "CONSENT_REQUIRED") return consent;
    return fields.find((one) => one.name === name) ?? null;
  }

  /** @param {readonly FormError[]} errors */
  function refuse(errors) {
    /** @type {Map<FormFieldView | NonNullable<typeof consent>, string[]>} */
    const marked = new Map();
    const entries = errors.map((error) => {
      const owner = ownerOf(error);
      const isSeen = owner !== null && !(owner.node instanceof HTMLInputElement);
      if (isSeen) marked.set(owner, [...(marked.get(owner) ?? []), error.message]);
      const label = owner && "label" in owner ? owner.label : owner ? t.consent : "";
      // What belongs to no field of this form was taken from it since: only a new one will do.
      return isSeen ? { label, message: error.message, target: owner.target } : { label, message: t.formChanged, target: null };
    });
    for (const [owner, messages] of marked) owner.mark(messages.join(" "));
    summary.show(entries);
  }

  /** @returns {Promise<{ ok: boolean, message: string, errors: FormError[] }>} */
  async function send(mayWait = true) {
    const values = [...new FormData(form)].map(([name, value]) => ({ name, value: String(value) }));
    try {
      const { submitForm } = await askOnce("submit-form", {
        input: {
          pageId: page.id,
          values,
          submissionId: id,
          elapsedMs: Math.round(performance.now() - shownAt),
          consent: consent?.control.checked ?? false,
          website: trap.input.value,
        },
      });
      return submitForm;
    } catch (error) {
      const isTooQuick = error instanceof ApiError && error.code === "RATE_LIMITED" && error.argument === "input.elapsedMs";
      if (!mayWait || !isTooQuick || !error.retryAfter || error.retryAfter > MAX_WAIT_SECONDS) throw error;
      const wait = error.retryAfter * 1000;
      await new Promise((resolve) => setTimeout(resolve, wait));
      return send(false);
    }
  }

  /** @param {string} message */
  function thank(message) {
    const thanks = h(
      "section",
      { class: "form-thanks", tabindex: -1, "aria-label": t.sent },
      icon(ICONS.check),
      fromHtml("div", { class: "rich-text" }, message),
    );
    region.replaceChildren(thanks);
    thanks.focus({ preventScroll: true });
    thanks.scrollIntoView({ block: "center" });
  }

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (button.isBusy()) return;
    problem.clear();
    summary.clear();
    for (const one of [...fields, consent]) one?.mark("");
    const errors = check();
    if (errors.length > 0) return refuse(errors);
    if (context.isPreview) return problem.say(t.previewSendsNothing);
    button.setBusy(true);
    try {
      const { ok, message, errors: found } = await send();
      if (ok) thank(message);
      else refuse(found);
    } catch (error) {
      problem.explain(error, t.notSent);
    } finally {
      button.setBusy(false);
    }
  }

  return region;
}
