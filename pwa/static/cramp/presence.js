/* Whether somebody looks at the page, and whether the phone's clock was changed meanwhile: the one goes on with the wall's
   time, the other with a clock that nobody can set. */

import { inView } from "../common/in-view.js";

const JUMP_MS = 2000; // by which the two differ when the clock was changed
let wall = Date.now();
let steady = performance.now();
let watched = inView();

/**
 * To be asked at every tick.
 *
 * @param {number} now  Unix milliseconds
 * @returns {{hidden: boolean, back: boolean, jump: number}}  back: in view again; jump: milliseconds, 0 mostly
 */
export function presence(now) {
  const jump = now - wall - (performance.now() - steady);
  const back = inView() && !watched;
  watched = inView();
  wall = now;
  steady = performance.now();
  // What happened to the clock while nobody looked is an absence.
  return { hidden: !watched, back, jump: watched && !back && Math.abs(jump) > JUMP_MS ? jump : 0 };
}

/** A tab that the phone brings back is no visit of somebody who followed a link. */
export function wasRestored() {
  try {
    const [visit] = /** @type {{type?: string}[]} */ (performance.getEntriesByType?.("navigation") ?? []);
    // iOS 15.0 has but the older one.
    return visit ? visit.type !== "navigate" : performance.navigation?.type !== 0;
  } catch {
    return true; // what hides one's traces forbids it: the first instruction
  }
}
