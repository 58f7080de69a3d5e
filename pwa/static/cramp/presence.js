/* Whether somebody looks at the page, and whether the phone's clock was changed meanwhile: the one goes on with the wall's
   time, the other with a clock that nobody can set. */

const JUMP_MS = 2000; // by which the two differ when the clock was changed
let wall = Date.now();
let steady = performance.now();
let inView = !document.hidden;

/**
 * To be asked at every tick.
 *
 * @param {number} now  Unix milliseconds
 * @returns {{hidden: boolean, back: boolean, jump: number}}  back: in view again; jump: milliseconds, 0 mostly
 */
export function presence(now) {
  const jump = now - wall - (performance.now() - steady);
  const back = !document.hidden && !inView;
  inView = !document.hidden;
  wall = now;
  steady = performance.now();
  // What happened to the clock while nobody looked is an absence.
  return { hidden: !inView, back, jump: inView && !back && Math.abs(jump) > JUMP_MS ? jump : 0 };
}

/** A tab that the phone brings back is no visit of somebody who followed a link. */
export function wasRestored() {
  const [visit] = performance.getEntriesByType("navigation");
  return !(visit instanceof PerformanceNavigationTiming && visit.type === "navigate");
}
