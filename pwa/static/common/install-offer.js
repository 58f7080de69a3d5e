/* The browser's own banner would cover a step; its offer waits behind a button on the settings screen. */

import { maybe, one } from "./dom.js";

/**
 * @typedef {object} Offer  beforeinstallprompt, which only Chromium knows
 * @property {() => Promise<unknown>} [prompt]
 */

/** @param {Event & Offer} event */
function keepOffer(event) {
  event.preventDefault();
  const place = maybe(document, ".install-now");
  if (!place) return;
  place.hidden = false;
  one(place, "button").onclick = async () => {
    place.hidden = true; // an offer can be taken once; a new one comes by itself
    try {
      await event.prompt?.();
    } catch {
      // Taken already, or not allowed: the way through the browser's menu stands below.
    }
  };
}

export function keepInstallOffer() {
  addEventListener("beforeinstallprompt", keepOffer);
}
