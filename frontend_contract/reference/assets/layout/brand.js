import { h } from "../dom.js";
import { picture } from "../parts/picture.js";

/** @import { Context } from "../context.js" */

/**
 * The site's logo, else its name as a word mark, leading home.
 *
 * @param {Context} context
 */
export function brand(context) {
  const { settings, language, t } = context;
  const home = settings.languages.find((one) => one.language === language)?.homePath ?? "/";
  const content = settings.logo
    ? picture({ ...settings.logo, alt: settings.name, altLanguage: null }, { sizes: "logo", eager: true, className: "brand-logo" })
    : h("span", { class: "brand-name" }, settings.name);
  return h("a", { class: "brand", href: home, "aria-label": `${settings.name} – ${t.home}` }, content);
}
