import { h, hidden } from "../dom.js";

/** @import { Context } from "../context.js" */
/** @import { Page } from "../../../types/index" */

/**
 * The same page in the site's other languages, or their home page where it is not translated.
 *
 * @param {Page | null} page
 * @param {Context} context
 */
export function languageSwitcher(page, context) {
  const { settings, language, t } = context;
  if (settings.languages.length < 2) return null;
  return h(
    "nav",
    { class: "languages", "aria-label": t.languages },
    h(
      "ul",
      { role: "list" },
      settings.languages.map((one) => {
        const translation = page?.translations.find((version) => version.language === one.language);
        return h(
          "li",
          null,
          h(
            "a",
            {
              href: translation?.path ?? one.homePath,
              lang: one.code,
              hreflang: one.code,
              "aria-current": one.language === language ? "true" : null,
            },
            one.code.toUpperCase(),
            hidden(` – ${one.name}`),
          ),
        );
      }),
    ),
  );
}
