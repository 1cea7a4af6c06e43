/** What every view and block is given beside its own data. */
import { stringsOf } from "./strings.js";

/** @import { Language, PlaceKind, Settings, Target } from "../../types/index" */
/** @import { Strings } from "./strings.js" */

/**
 * @typedef {object} Context
 * @property {Language} language the page's
 * @property {string} code its BCP 47 code, for lang attributes and Intl
 * @property {Strings} t what the frontend says, in that language
 * @property {Settings} settings
 * @property {URL} url the address shown, without the token of a preview: links made from it are public ones
 * @property {boolean} isPreview the page is a draft, seen by its author
 * @property {(kind: PlaceKind) => Target | null} place a fixed place of the site, null when it has none
 * @property {(iso: string) => string} date 24. Januar 2025
 * @property {(iso: string) => string} month Januar 2025
 * @property {(iso: string) => string} moment 24. Januar 2025 um 14:30, by the visitor's clock
 * @property {(km: number) => string} kilometres 4,9 km
 */

/**
 * @param {Language} language
 * @param {Settings} settings
 * @param {URL} url
 * @param {{ isPreview?: boolean }} [options]
 * @returns {Context}
 */
export function contextOf(language, settings, url, { isPreview = false } = {}) {
  const code = settings.languages.find((one) => one.language === language)?.code ?? language.toLowerCase();
  // Plain "en" formats as the United States write; the association's English is British.
  const locale = code === "en" ? "en-GB" : code;
  // Calendar dates carry no time zone: formatted in UTC, as they are read, the day stays the day.
  const long = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
  const kilometres = new Intl.NumberFormat(locale, { style: "unit", unit: "kilometer", maximumFractionDigits: 1 });
  return {
    language,
    code,
    t: stringsOf(language),
    settings,
    url,
    isPreview,
    place: (kind) => settings.places.find((one) => one.kind === kind)?.link ?? null,
    date: (iso) => long.format(new Date(`${iso}T00:00:00Z`)),
    month: (iso) => month.format(new Date(`${iso}T00:00:00Z`)),
    moment: (iso) => moment.format(new Date(iso)),
    kilometres: (km) => kilometres.format(km),
  };
}

/**
 * @param {number} bytes
 * @param {string} code
 */
export function fileSize(bytes, code) {
  const units = /** @type {const} */ (["byte", "kilobyte", "megabyte", "gigabyte"]);
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  const unit = units[step] ?? "byte";
  return new Intl.NumberFormat(code, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: step > 1 && value < 10 ? 1 : 0,
  }).format(value);
}
