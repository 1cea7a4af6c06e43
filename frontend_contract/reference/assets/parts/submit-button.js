/** A button that says when it is at work. It keeps the focus: a disabled button would lose it. */
import { h } from "../dom.js";

/**
 * @param {string} label
 * @param {string} busyLabel
 */
export function submitButton(label, busyLabel) {
  const words = h("span", { "aria-live": "polite" }, label);
  const node = h("button", { type: "submit", class: "button" }, words);
  return {
    node,
    isBusy: () => node.getAttribute("aria-disabled") === "true",
    /** @param {boolean} isBusy */
    setBusy(isBusy) {
      if (isBusy) node.setAttribute("aria-disabled", "true");
      else node.removeAttribute("aria-disabled");
      words.textContent = isBusy ? busyLabel : label;
    },
  };
}
