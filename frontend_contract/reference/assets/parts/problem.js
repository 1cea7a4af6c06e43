/** What went wrong with something a visitor has sent, in words for them. */
import { ApiError } from "../api.js";
import { h } from "../dom.js";

/** @import { Context } from "../context.js" */

/**
 * @param {unknown} error
 * @param {Context} context
 * @param {string} otherwise where the error says nothing that a visitor could act on
 */
function sentence(error, { t }, otherwise) {
  if (!(error instanceof ApiError)) return otherwise;
  switch (error.code) {
    case "OFFLINE":
      return t.notSentOffline;
    case "RATE_LIMITED":
      return t.tooOften(error.retryAfter === null ? null : Math.max(1, Math.ceil(error.retryAfter / 60)));
    case "ARGUMENT_INVALID":
    case "ARGUMENT_OUT_OF_RANGE":
      return t.formChanged;
    default:
      return otherwise;
  }
}

/**
 * A place for such words: heard as soon as they stand there, empty until then.
 *
 * @param {Context} context
 */
export function problemNotice(context) {
  const node = h("div", { class: "form-problem", role: "alert" });
  return {
    node,
    clear: () => node.replaceChildren(),
    /** @param {string} text */
    say: (text) => node.replaceChildren(h("p", null, text)),
    /**
     * @param {unknown} error
     * @param {string} otherwise
     */
    explain(error, otherwise) {
      console.error(error);
      const isOurs = error instanceof ApiError && error.code === "INTERNAL" && error.requestId;
      node.replaceChildren(
        h("p", null, sentence(error, context, otherwise)),
        isOurs ? h("p", { class: "notice-reference" }, context.t.reference(error.requestId ?? "")) : "",
      );
    },
  };
}
