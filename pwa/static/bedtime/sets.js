/* What the bedtime timer says at a moment, from its start time alone: pure, so that a locked phone finds its place again.

   Two stretches, each on the left leg and then on the right; a rest before every hold, in which one gets into place. */

const LEGS = /** @type {const} */ (["left", "right"]);
const STRETCHES = 2; // calf and back of the thigh belong together (pwa/content/bedtime.py)

/**
 * @typedef {object} Moment
 * @property {"get_ready" | "rest" | "change_legs" | "next_stretch" | "hold" | "routine_done"} word  which of the page's words belongs to it
 * @property {number} stretch  0 or 1: of the way that was chosen
 * @property {"left" | "right"} leg
 * @property {number} round  1 to `times`
 * @property {number} done  how full the ring is, 0 to 1
 * @property {number} left  milliseconds until the next phase
 * @property {"hold" | "rest" | "done"} signal
 * @property {boolean} ended
 */

/** @typedef {{hold: number, rest: number, times: number}} Dose  seconds, seconds, how often on each leg */

/** @param {Dose} dose  How long all of it takes, in milliseconds. */
export const length = ({ hold, rest, times }) => STRETCHES * LEGS.length * times * (hold + rest) * 1000;

/**
 * @param {Dose} dose
 * @param {number} elapsed  milliseconds
 * @returns {Moment}
 */
export function momentAt(dose, elapsed) {
  const { hold, rest, times } = dose;
  const holds = STRETCHES * LEGS.length * times;
  const ended = elapsed >= length(dose);
  const number = Math.min(Math.floor(elapsed / ((hold + rest) * 1000)), holds - 1);
  const set = Math.floor(number / times);
  const place = { stretch: Math.floor(set / LEGS.length), leg: LEGS[set % LEGS.length], round: (number % times) + 1 };
  if (ended) return { ...place, word: "routine_done", done: 1, left: 0, signal: "done", ended };
  const inside = elapsed - number * (hold + rest) * 1000;
  const holding = inside >= rest * 1000;
  const span = (holding ? hold : rest) * 1000;
  const gone = holding ? inside - rest * 1000 : inside;
  return {
    ...place,
    word: holding ? "hold" : restWord(number, times),
    done: holding ? gone / span : 1 - gone / span,
    left: span - gone,
    signal: holding ? "hold" : "rest",
    ended,
  };
}

/**
 * What the rest before a hold is for.
 *
 * @param {number} number  of the hold, from 0
 * @param {number} times  on each leg
 */
function restWord(number, times) {
  if (number === 0) return "get_ready";
  if (number % (times * LEGS.length) === 0) return "next_stretch";
  return number % times === 0 ? "change_legs" : "rest";
}
