/** Pages that a visitor has opened with their password: tokens for this window alone, gone when it is closed. */

/** @typedef {{ token: string, expiresAt: string }} Key */

const PREFIX = "unlocked:";

/** @type {Map<string, Key>} */
const keys = new Map();

// Storage may be forbidden altogether: a page is then open until it is left by a reload.
/** @param {string} pageId */
function stored(pageId) {
  try {
    const key = JSON.parse(sessionStorage.getItem(PREFIX + pageId) ?? "null");
    return typeof key?.token === "string" && typeof key.expiresAt === "string" ? /** @type {Key} */ (key) : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} pageId
 * @param {Key} key
 */
export function keepKey(pageId, key) {
  keys.set(pageId, key);
  try {
    sessionStorage.setItem(PREFIX + pageId, JSON.stringify(key));
  } catch {
    console.info("The browser keeps nothing for this site.");
  }
}

/** @param {string} pageId */
export function dropKey(pageId) {
  keys.delete(pageId);
  try {
    sessionStorage.removeItem(PREFIX + pageId);
  } catch {
    console.info("The browser keeps nothing for this site.");
  }
}

/**
 * The token that shows a page; null when it was never opened, or is closed again.
 *
 * @param {string} pageId
 */
export function keyOf(pageId) {
  const key = keys.get(pageId) ?? stored(pageId);
  if (!key) return null;
  if (Date.parse(key.expiresAt) > Date.now()) return key;
  dropKey(pageId);
  return null;
}
