/* The one dose that can burn is never out of sight: while heat is on, every screen and card but its own shows its time in
   the top bar, and says when to look and when to take it off. */

import { maybe, one } from "../common/dom.js";
import { warming } from "./phases.js";
import { clock } from "./session.js";

const bar = maybe(document, ".top .heat");
let last = ""; // the phase that was signalled last

/**
 * @param {number | undefined} started  Unix milliseconds; undefined: no heat is on
 * @param {boolean} elsewhere  whether another card or screen shows than that of the heat, which has a timer of its own
 * @param {number} now  Unix milliseconds
 */
export function showHeat(started, elsewhere, now) {
  if (!bar) return;
  bar.hidden = started === undefined || !elsewhere;
  document.documentElement.toggleAttribute("data-heat", !bar.hidden);
  if (bar.hidden || started === undefined) {
    last = "";
    return;
  }
  const { minutes, maxMinutes, checkMinutes } = bar.dataset;
  const dose = { minutes: Number(minutes), maxMinutes: Number(maxMinutes), checkMinutes: Number(checkMinutes) };
  const phase = warming(dose, Math.max(0, now - started));
  one(bar, ".digits").textContent = phase.ended ? "" : clock(phase.left + 999);
  bar.dataset.phase = phase.word;
  if (phase.word === last) return;
  const entering = !last;
  last = phase.word;
  const words = one(bar, `[data-word="${phase.word}"]`).textContent ?? "";
  one(bar, ".says").textContent = words; // a live region: said once at each change
  if (entering && !phase.ended) return;
  import("./aids.js").then(({ signal }) => signal(phase.signal, [words])).catch(() => {});
}
