/** The site's cookie notice: above the page, never in front of it, until it has been read. */
import { fromHtml, h, hasText } from "../dom.js";

/** @import { Context } from "../context.js" */

const READ = "cookie-notice-read";

/** @param {Context} context */
export function cookieNotice(context) {
  const { settings, t } = context;
  const html = settings.cookieNotice;
  if (!html || !hasText(html) || isRead()) return null;
  const notice = h("section", { class: "cookie-notice", "aria-label": t.cookieNotice });
  const row = h(
    "div",
    { class: "wrap" },
    fromHtml("div", { class: "rich-text" }, html),
    h(
      "button",
      {
        type: "button",
        class: "button is-quiet",
        onclick: () => {
          remember();
          notice.remove();
        },
      },
      t.understood,
    ),
  );
  notice.append(row);
  return notice;
}

// Storage may be forbidden altogether: the notice is then shown once per page.
function isRead() {
  try {
    return localStorage.getItem(READ) !== null;
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem(READ, "1");
  } catch {
    console.info("The browser keeps nothing for this site.");
  }
}
