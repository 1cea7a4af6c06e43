/** A page behind a password: nothing is known of it but that, until the password is right. */
import { askOnce } from "../api.js";
import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { field } from "../parts/field.js";
import { problemNotice } from "../parts/problem.js";
import { submitButton } from "../parts/submit-button.js";
import { notice } from "./notice.js";

/** @import { Context } from "../context.js" */
/** @import { Key } from "../unlocked-pages.js" */
/** @import { Restriction } from "../../../types/index" */

const MAX_CHARACTERS = 200;

/**
 * @param {Restriction} restriction
 * @param {Context} context
 * @param {(key: Key) => void} opened
 */
export function protectedPage(restriction, context, opened) {
  const { t } = context;
  const input = h("input", { type: "password", autocomplete: "current-password", required: true, maxlength: MAX_CHARACTERS, "data-focus": true });
  const password = field({ label: t.password, control: input }, context);
  const problem = problemNotice(context);
  const button = submitButton(t.openPage, t.opening);

  /** @param {string} message */
  function refuse(message) {
    password.mark(message);
    input.focus();
    input.select();
  }

  /** @param {Event} event */
  async function unlock(event) {
    event.preventDefault();
    if (button.isBusy()) return;
    problem.clear();
    password.mark("");
    if (!input.value) return refuse(t.missingPassword);
    button.setBusy(true);
    try {
      const { unlockPage } = await askOnce("unlock-page", { input: { pageId: restriction.pageId, password: input.value } });
      const { ok, token, expiresAt } = unlockPage;
      if (ok && token && expiresAt) opened({ token, expiresAt });
      else refuse(t.wrongPassword);
    } catch (error) {
      problem.explain(error, t.notOpened);
    } finally {
      button.setBusy(false);
    }
  }

  return {
    title: t.restrictedTitle,
    node: notice(
      icon(ICONS.lock),
      t.restrictedTitle,
      h("p", { class: "lead" }, t.restrictedPassword),
      h("form", { class: "form password-form", novalidate: true, onsubmit: unlock }, password.node, problem.node, button.node),
    ),
  };
}
