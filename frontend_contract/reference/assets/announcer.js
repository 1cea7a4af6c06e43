/**
 * Says something to screen readers without moving the focus.
 *
 * @param {string} message
 */
export function announce(message) {
  const region = document.getElementById("announcer");
  if (!region) return;
  // The same words twice would not be read again.
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = message));
}
