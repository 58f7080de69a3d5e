/* An update is offered in words, and taken only by a tap. */

import { isUnderWay, recall } from "../cramp/session.js";
import { maybe, one } from "./dom.js";
import { forgetScript, replaceMute, speaks } from "./worker.js";

const LOOK_EVERY_MS = 60 * 60 * 1000; // for an update, while the page stays open
let looked = Date.now(); // by the wall's clock: the steady one stands still while a phone sleeps (https://crbug.com/1206450)

/** @param {ServiceWorkerRegistration} registration */
export function lookForUpdate(registration) {
  const since = Date.now() - looked;
  if (since >= 0 && since < LOOK_EVERY_MS) return;
  looked = Date.now();
  registration.update().catch(forgetScript);
}

/**
 * Never under a running cramp: the cramp screen has no place for the offer, other pages keep it back while one runs, and
 * no page is reloaded that did not ask.
 *
 * @param {ServiceWorkerRegistration} registration
 */
export function offerUpdate(registration) {
  const place = maybe(document, ".update");
  if (!place || place.dataset.watched) return;
  place.dataset.watched = "true";
  const offer = async () => {
    const { waiting, active } = registration;
    const whole = waiting && active && (await speaks(waiting));
    place.hidden = !whole || isUnderWay(recall());
    if (waiting && active && !whole) replaceMute(registration);
  };
  const watch = () => registration.installing?.addEventListener("statechange", offer);
  registration.addEventListener("updatefound", watch);
  one(place, "button").addEventListener("click", () => {
    const { waiting } = registration;
    if (!waiting) location.reload(); // another tab has taken it already
    // Not when it has claimed this page: it may not be able to, and has all that are loaded from now on.
    waiting?.addEventListener("statechange", () => waiting.state === "activated" && location.reload());
    waiting?.postMessage({ type: "take-over" });
  });
  addEventListener("storage", () => (place.hidden ||= isUnderWay(recall()))); // begun in another window
  watch();
  offer();
}
