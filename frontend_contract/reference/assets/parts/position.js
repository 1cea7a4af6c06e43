/** Where the visitor is: asked for on a click alone, kept in this window's memory, in no address and no storage. */

/** @typedef {{ lat: number, lng: number }} Position */

/** 0.001° are about 100 m: enough for "near me", and no more than that leaves the browser. */
const DIGITS = 3;
const TIMEOUT = 15_000;

/** @type {Position | null} */
let known = null;

/** The visitor's position; null as long as nobody has asked. */
export function position() {
  return known;
}

/** Whether this browser can tell: none does on an insecure connection. */
export function canLocate() {
  return window.isSecureContext && "geolocation" in navigator;
}

/**
 * Asks the browser, which asks the visitor.
 *
 * @returns {Promise<Position>}
 * @throws {GeolocationPositionError}
 */
export function locate() {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        known = { lat: Number(coords.latitude.toFixed(DIGITS)), lng: Number(coords.longitude.toFixed(DIGITS)) };
        resolve(known);
      },
      reject,
      { timeout: TIMEOUT, maximumAge: 300_000 },
    );
  });
}
