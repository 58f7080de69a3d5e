/* What a timer says at a moment, from its start time alone: pure, so that a locked phone finds the right phase again. */

/**
 * @typedef {object} Phase
 * @property {string} word  which of the page's words belongs to it
 * @property {number} done  how full the ring is, 0 to 1
 * @property {number} left  milliseconds until the next phase
 * @property {"hold" | "rest" | "done" | "look"} signal
 * @property {number} round
 * @property {boolean} ended
 */

/**
 * Hold and rest in rounds.
 *
 * @param {{hold: number, rest: number, rounds: number}} dose  seconds, seconds, times
 * @param {number} elapsed  milliseconds
 * @returns {Phase}
 */
export function stretching({ hold, rest, rounds }, elapsed) {
  const cycle = (hold + rest) * 1000;
  const round = Math.floor(elapsed / cycle) + 1;
  if (elapsed >= cycle * rounds - rest * 1000) {
    return { word: "well_done", done: 1, left: 0, signal: "done", round: rounds, ended: true };
  }
  const inside = elapsed % cycle;
  const holding = inside < hold * 1000;
  const length = (holding ? hold : rest) * 1000;
  const gone = holding ? inside : inside - hold * 1000;
  return {
    word: holding ? "hold" : "rest",
    done: holding ? gone / length : 1 - gone / length,
    left: length - gone,
    signal: holding ? "hold" : "rest",
    round,
    ended: false,
  };
}

const MINUTE_MS = 60 * 1000;
const LOOK_MINUTES = 1; // during which the check of the skin stays on the screen
/** @type {Record<string, Phase["signal"]>} */
const WARMTH_SIGNALS = { look_at_skin: "look", warm_now: "hold", may_stop: "rest", take_off: "done" };

/**
 * Warmth: a look at the skin at every check, "you may stop" from the least time on, "take it off" at the longest.
 *
 * @param {{minutes: number, maxMinutes: number, checkMinutes: number}} dose
 * @param {number} elapsed  milliseconds
 * @returns {Phase}
 */
export function warming({ minutes, maxMinutes, checkMinutes }, elapsed) {
  const minute = elapsed / MINUTE_MS;
  const ended = minute >= maxMinutes;
  const looking = !ended && minute >= checkMinutes && minute % checkMinutes < LOOK_MINUTES;
  const word = ended ? "take_off" : looking ? "look_at_skin" : minute >= minutes ? "may_stop" : "warm_now";
  return {
    word,
    done: Math.min(1, minute / maxMinutes),
    left: Math.max(0, maxMinutes * MINUTE_MS - elapsed),
    signal: WARMTH_SIGNALS[word],
    round: 0,
    ended,
  };
}

/**
 * Rubbing: a time that is not gone beyond.
 *
 * @param {{maxMinutes: number}} dose
 * @param {number} elapsed  milliseconds
 * @returns {Phase}
 */
export function rubbing({ maxMinutes }, elapsed) {
  const done = Math.min(1, elapsed / (maxMinutes * MINUTE_MS));
  const left = Math.max(0, maxMinutes * MINUTE_MS - elapsed);
  const ended = left === 0;
  return { word: ended ? "rubbed" : "rubbing", done, left, signal: ended ? "done" : "hold", round: 0, ended };
}
