/** History routing: which clicks are ours, where the page stood when we left it, where the focus goes. */

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

function rememberScroll() {
  history.replaceState({ ...history.state, scroll: window.scrollY }, "");
}

/**
 * Calls back for every address to be shown.
 *
 * @param {(url: URL, how: "followed" | "returned") => void} show
 */
export function startRouting(show) {
  history.scrollRestoration = "manual";
  let shown = location.pathname + location.search;

  document.addEventListener("click", (event) => {
    const url = linkClicked(event);
    if (!url) return;
    event.preventDefault();
    rememberScroll();
    if (url.href !== location.href) history.pushState({ scroll: 0 }, "", url);
    shown = url.pathname + url.search;
    show(url, "followed");
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
  const heading = main.querySelector("h1");
  (heading ?? main).focus({ preventScroll: true });
}
