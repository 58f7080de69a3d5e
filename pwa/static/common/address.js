/* The address of the page. Safari refuses a hundred changes in half a minute, and a frame without an origin any: the screen
   goes on all the same, and only "back" skips a step. */

/** A place to come back to. @param {string} address */
export function pushAddress(address) {
  change("pushState", address);
}

/** @param {string} address */
export function replaceAddress(address) {
  change("replaceState", address);
}

/** @param {"pushState" | "replaceState"} how @param {string} address */
function change(how, address) {
  try {
    history[how](null, "", address);
  } catch {
    // The address stays as it was.
  }
}
