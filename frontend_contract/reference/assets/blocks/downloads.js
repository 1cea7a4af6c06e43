import { fileSize } from "../context.js";
import { h, hidden, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { hrefOf } from "../parts/link.js";

/** @import { Context } from "../context.js" */
/** @import { BlockOf } from "../../../types/index" */

/** @param {string} fileName */
function ending(fileName) {
  return /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toUpperCase() ?? "";
}

/**
 * @param {BlockOf<"DownloadsBlock">} block
 * @param {Context} context
 */
export function downloads(block, context) {
  const { t, code } = context;
  return h(
    "section",
    { class: "block block-downloads", "aria-label": t.downloads },
    h(
      "ul",
      { role: "list" },
      block.files.map((file) =>
        h(
          "li",
          null,
          h(
            "a",
            { href: hrefOf({ url: file.url }), download: file.fileName, class: "download" },
            icon(ICONS.file),
            h("span", { class: "download-title" }, file.title),
            hidden(", "),
            h("span", { class: "download-size" }, [ending(file.fileName), fileSize(file.size, code)].filter(Boolean).join(", ")),
          ),
        ),
      ),
    ),
  );
}
