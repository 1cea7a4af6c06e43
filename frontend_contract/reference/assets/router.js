/** History routing: which clicks and forms are ours, where the page stood when we left it, where the focus goes. */

/** @param {URL} url */
function isOurs(url) {
  return url.origin === location.origin && !/^\/(assets|operations)\//.test(url.pathname);
}

/** @param {MouseEvent} event */
function linkClicked(event) {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const anchor = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(anchor instanceof HTMLAnchorElement) || anchor.hasAttribute("download")) return null;
  if (anchor.target && anchor.target !== "_self") return null;
  const url = new URL(anchor.href);
  // A place on this very page is the browser's own business.
  const isPlace = url.hash !== "" && url.pathname === location.pathname && url.search === location.search;
  return isOurs(url) && !isPlace ? url : null;
}

/**
 * The address a form asks for. Only forms that ask, as a search does, lead to an address; empty fields stay out of it.
 *
 * @param {SubmitEvent} event
 */
function formSent(event) {
  const form = event.target;
  // By attribute: a field called "action" or "method" hides the form's own properties.
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !form.hasAttribute("action")) return null;
  if ((form.getAttribute("method") ?? "get") !== "get") return null;
  const url = new URL(form.getAttribute("action") ?? "", location.href);
  url.search = "";
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim()) url.searchParams.append(name, value.trim());
  }
  return isOurs(url) ? url : null;
}

function rememberScroll() {
  history.replaceState({ ...history.state, scroll: window.scrollY }, "");
}

/** @type {(url: URL) => void} */
let follow = (url) => location.assign(url);

/**
 * Goes to an address of ours as a link would.
 *
 * @param {string} href
 */
export function goTo(href) {
  follow(new URL(href, location.origin));
}

/**
 * Calls back for every address to be shown.
 *
 * @param {(url: URL, how: "followed" | "returned") => void} show
 */
export function startRouting(show) {
  history.scrollRestoration = "manual";
  let shown = location.pathname + location.search;

  follow = (url) => {
    rememberScroll();
    if (url.href !== location.href) history.pushState({ scroll: 0 }, "", url);
    shown = url.pathname + url.search;
    show(url, "followed");
  };
  document.addEventListener("click", (event) => {
    const url = linkClicked(event);
    if (!url) return;
    event.preventDefault();
    follow(url);
  });
  document.addEventListener("submit", (event) => {
    const url = formSent(event);
    if (!url) return;
    event.preventDefault();
    follow(url);
  });
  window.addEventListener("popstate", () => {
    const url = new URL(location.href);
    if (url.pathname + url.search === shown) return;
    shown = url.pathname + url.search;
    show(url, "returned");
  });
  window.addEventListener("scrollend", rememberScroll);
  window.addEventListener("pagehide", rememberScroll);
}

/**
 * After a page has been put in place: where the visitor was, the place the address names, else the top.
 *
 * @param {"first" | "followed" | "returned"} how
 * @param {HTMLElement} main
 */
export function settle(how, main) {
  const place = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const scroll = Number(history.state?.scroll) || 0;
  if (how === "returned" || (how === "first" && scroll > 0)) window.scrollTo({ top: scroll, behavior: "instant" });
  else if (place) place.scrollIntoView();
  else window.scrollTo({ top: 0, behavior: "instant" });

  if (how === "first") return;
  const first = main.querySelector("[data-focus]") ?? main.querySelector("h1");
  (first instanceof HTMLElement ? first : main).focus({ preventScroll: true });
}
