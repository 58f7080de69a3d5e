/* What time alone changes on the screen: the clock, the timers, the offer after an absence, the question at ten minutes. */

import { all, maybe, one } from "../common/dom.js";
import { cardOf } from "./cards.js";
import { RUNNING } from "./night.js";
import { clock } from "./session.js";
import { showTimer } from "./timer.js";

const MINUTE_MS = 60 * 1000;
const root = document.documentElement;
const ask = one(document, ".ask");

/**
 * @param {import("./night.js").Session} session
 * @param {number} now  Unix milliseconds
 */
export function draw(session, now) {
  const { started, state, starts } = session;
  const runs = started !== null && RUNNING.includes(state);
  const time = one(document, ".clock");
  time.hidden = !runs;
  one(document, ".brand").hidden = runs;
  if (runs) one(time, ".digits").textContent = clock(now - started);
  showTimer(session, now);
  // Mostly no heat is on, and none was.
  if (starts.warmth || root.hasAttribute("data-heat")) {
    import("./heat.js").then(({ showHeat }) => showHeat(starts.warmth, root.dataset.view !== "warmth", now)).catch(() => {});
  }
  const offer = one(document, ".again");
  offer.hidden = state !== "absent";
  const minutes = started === null ? 0 : Math.floor((now - started) / MINUTE_MS);
  one(offer, "[data-live=minutes]").textContent = String(Math.max(1, minutes));
  showQuestion(state === "asked");
}

/** At ten minutes, on the card that shows, in place of its button. @param {boolean} asked */
function showQuestion(asked) {
  const card = cardOf(root.dataset.view ?? "");
  for (const other of all(document, ".card")) other.toggleAttribute("data-asked", asked && other === card);
  const place = card && (maybe(card, ".reach") ?? card);
  if (asked && place && ask.parentElement !== place) place.prepend(ask);
  ask.hidden = !asked;
}
