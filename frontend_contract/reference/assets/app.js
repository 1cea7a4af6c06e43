/** Shows the page an address names: asks for it, puts layout and view in place, tells everyone. */
import { announce } from "./announcer.js";
import { ApiError, ask } from "./api.js";
import { contextOf } from "./context.js";
import { openedBar, previewBar } from "./layout/access-bar.js";
import { cookieNotice } from "./layout/cookie-notice.js";
import { footer } from "./layout/footer.js";
import { header } from "./layout/header.js";
import { isPreview, pageAt, publicAddress } from "./page-at.js";
import { settle, startRouting } from "./router.js";
import { describeNotice, describePage } from "./seo.js";
import { languageOfPath, stringsOf } from "./strings.js";
import { dropKey, keepKey } from "./unlocked-pages.js";
import { viewOf } from "./view-of.js";
import { failure, notFound, previewExpired, restricted } from "./views/notice.js";
import { protectedPage } from "./views/protected-page.js";

/** @import { Context } from "./context.js" */
/** @import { Found } from "./page-at.js" */
/** @import { View } from "./view-of.js" */
/** @import { Language, Operations, Page } from "../../types/index" */

/** @typedef {Operations["layout"]["answer"]} Layout */
/** @typedef {"first" | "followed" | "returned"} How */

const MAX_REDIRECTS = 5;
const PATIENCE = 150;

const [siteHeader, main, siteFooter, progress] = [".site-header", "main", ".site-footer", ".progress"].map((selector) => {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`index.html has no ${selector}`);
  return element;
});
if (!siteHeader || !main || !siteFooter || !progress) throw new Error("index.html is not complete");

/** Counts up with every address asked for: an answer that comes after the next question is dropped. */
let asked = 0;
/** @type {{ path: string, view: View } | null} */
let current = null;

/** @param {Language | null} language */
function layoutOf(language) {
  return ask("layout", { language }, { reuse: true });
}

/**
 * The layout in the language an address seems to be in. Should the CMS not have that language, the default will do.
 *
 * @param {Language | null} guess
 */
function guessedLayout(guess) {
  return layoutOf(guess).catch((error) => {
    if (guess === null || (error instanceof ApiError && error.code === "OFFLINE")) throw error;
    return layoutOf(null);
  });
}

/**
 * @param {Layout} layout
 * @param {Page | null} page
 * @param {Context} context
 */
function showLayout(layout, page, context) {
  siteHeader?.replaceChildren(header(layout.mainMenu, page, context));
  siteFooter?.replaceChildren(footer(layout.footerMenu, context));
  const skip = document.querySelector(".skip-link");
  if (skip) skip.textContent = context.t.skipToContent;
  document.querySelector(".cookie-notice")?.remove();
  const notice = cookieNotice(context);
  if (notice) siteHeader?.after(notice);
}

/**
 * Above a page that is not public stands why, and until when.
 *
 * @param {Found} found
 * @param {Context} context
 */
function showAccess({ page, expiresAt, restriction }, context) {
  document.querySelector(".access-bar")?.remove();
  if (!page || !expiresAt) return;
  const lock = () => {
    if (restriction) dropKey(restriction.pageId);
    void show(context.url, "followed");
  };
  main?.before(context.isPreview ? previewBar(expiresAt, context) : openedBar(expiresAt, context, lock));
}

/**
 * @param {View} view
 * @param {URL} url
 * @param {How} how
 */
function showView(view, url, how) {
  current = { path: url.pathname, view };
  main?.replaceChildren(view.node);
  main?.setAttribute("aria-busy", "false");
  if (main) settle(how, main);
  if (how !== "first") announce([document.title, view.status].filter(Boolean).join(" – "));
}

/**
 * The view of what was found, and the head of the document to it.
 *
 * @param {Found} found
 * @param {Context} context
 * @returns {View}
 */
function viewOfFound({ page, restriction, expiresAt }, context) {
  if (page) {
    const view = viewOf(page, context);
    if (!expiresAt) describePage(page, context, view);
    else describeNotice(context.isPreview ? `${context.t.preview}: ${page.title}` : page.title, context);
    // In a preview another selection is another address: the public one.
    return context.isPreview ? { ...view, update: undefined } : view;
  }
  const notice = context.isPreview
    ? previewExpired(context)
    : restriction?.kind === "PASSWORD"
      ? protectedPage(restriction, context, (key) => {
          keepKey(restriction.pageId, key);
          void show(context.url, "followed");
        })
      : restriction
        ? restricted(restriction, context)
        : notFound(context);
  describeNotice(notice.title, context);
  return { node: notice.node };
}

/** @param {string} to */
function redirect(to) {
  const url = new URL(to, location.origin);
  if (url.origin !== location.origin) {
    if (url.protocol === "https:" || url.protocol === "http:") location.replace(url);
    return null;
  }
  history.replaceState(history.state, "", url);
  return url;
}

/**
 * Asks for an address and shows it.
 *
 * @param {URL} url
 * @param {How} how
 * @param {number} turn
 * @param {number} [redirects]
 * @returns {Promise<void>}
 */
async function load(url, how, turn, redirects = 0) {
  const guess = languageOfPath(url.pathname);
  if (url.pathname === "/") {
    const { siteSettings } = await layoutOf(null);
    const home = siteSettings.languages.find((one) => one.isDefault)?.homePath;
    const next = home && home !== "/" ? redirect(home) : null;
    if (turn === asked && next) return load(next, how, turn, redirects + 1);
  }
  const [found, guessed] = await Promise.all([pageAt(url, { reuse: how === "returned" }), guessedLayout(guess)]);
  if (turn !== asked) return;
  if (found.redirect && redirects < MAX_REDIRECTS) {
    const next = redirect(found.redirect);
    return next ? load(next, how, turn, redirects + 1) : undefined;
  }
  const { defaultLanguage } = guessed.siteSettings;
  const language = found.language ?? defaultLanguage;
  const layout = language === (guess ?? defaultLanguage) ? guessed : await layoutOf(language);
  if (turn !== asked) return;

  const context = contextOf(language, layout.siteSettings, publicAddress(url), { isPreview: found.isPreview });
  showLayout(layout, found.page, context);
  showAccess(found, context);
  showView(viewOfFound(found, context), url, how);
}

/**
 * Another selection of the list on the screen, without the page around it. The control that was used is drawn anew,
 * so the focus is given back to its successor.
 *
 * @param {View} view
 * @param {URL} url
 * @param {How} how
 * @param {number} turn
 */
async function update(view, url, how, turn) {
  const draw = await view.update?.(url);
  if (turn !== asked) return;
  const key = document.activeElement?.getAttribute("data-key");
  draw?.();
  if (how === "returned") {
    window.scrollTo({ top: Number(history.state?.scroll) || 0, behavior: "instant" });
    return;
  }
  const successor = key ? view.node.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  if (successor instanceof HTMLElement) successor.focus({ preventScroll: true });
  else {
    const heading = view.node.querySelector("h1");
    heading?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }
}

/**
 * @param {URL} url
 * @param {How} how
 */
async function show(url, how) {
  asked += 1;
  const turn = asked;
  const waiting = setTimeout(() => {
    progress?.removeAttribute("hidden");
    if (how !== "first") announce(stringsOf(languageOfPath(url.pathname) ?? "DE").loading);
  }, PATIENCE);
  main?.setAttribute("aria-busy", "true");
  try {
    const isSelection = current?.view.update && current.path === url.pathname && how !== "first" && !isPreview(url);
    if (current && isSelection) await update(current.view, url, how, turn);
    else await load(url, how, turn);
  } catch (error) {
    if (turn !== asked) return;
    console.error(error);
    const notice = failure(error, languageOfPath(url.pathname) ?? "DE", () => void show(url, "followed"));
    describeNotice(notice.title, null);
    showView(notice, url, how);
  } finally {
    clearTimeout(waiting);
    if (turn === asked) {
      progress?.setAttribute("hidden", "");
      main?.setAttribute("aria-busy", "false");
    }
  }
}

startRouting((url, how) => void show(url, how));
void show(new URL(location.href), "first");
