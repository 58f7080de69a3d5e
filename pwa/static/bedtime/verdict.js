/* The plan and its honest end, from the reader's own records alone: pure. Days are written as the records have them,
   `2026-11-28`, and counted without clocks, because a night in which they are changed is one night. */

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS_IN_A_WEEK = 7;
const NIGHT_ENDS = 4; // hours: who stretches after midnight means the evening before
export const COMPARED_WEEKS = 2;
const ENOUGH = 2 / 3; // of the evenings

/** @typedef {"fewer" | "same" | "more" | "too_few" | "no_cramps"} Verdict */
/** @typedef {{first: string, done: boolean[], over: boolean}} Plan  `done`: each of its evenings; `over`: they are all past */

/** @param {number} day  since 1970 */
const written = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** @param {string} date  `2026-11-28`, or with a time behind it */
const dayOf = (date) => Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS);

/** The evening that a moment belongs to. @param {Date} now */
export function eveningOf(now) {
  const day = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS;
  return written(now.getHours() < NIGHT_ENDS ? day - 1 : day);
}

/**
 * @param {string[]} evenings  on which the stretches were done
 * @param {string} from  the earliest that counts
 * @param {number} weeks
 * @param {string} today  this evening
 * @returns {Plan | null}  null before the first evening
 */
export function planOf(evenings, from, weeks, today) {
  const [first] = evenings.filter((date) => date >= from && date <= today).sort();
  if (!first) return null;
  const begins = dayOf(first);
  const done = Array.from({ length: weeks * DAYS_IN_A_WEEK }, (_, number) => evenings.includes(written(begins + number)));
  return { first, done, over: dayOf(today) >= begins + done.length };
}

/**
 * How many cramps came in the first and in the last weeks of a plan.
 *
 * @param {Plan} plan
 * @param {string[]} cramps  when each began, `2026-11-29T03:12`
 */
export function compared(plan, cramps) {
  const begins = dayOf(plan.first);
  const span = COMPARED_WEEKS * DAYS_IN_A_WEEK;
  // A cramp before noon belongs to the night that the evening before began.
  const days = cramps.map((at) => dayOf(at) - (at.slice(11) < "12:00" ? 1 : 0) - begins);
  /** @param {number} from */
  const count = (from) => days.filter((day) => day >= from && day < from + span).length;
  return { before: count(0), after: count(plan.done.length - span), all: days.filter((day) => day >= 0 && day < plan.done.length).length };
}

/**
 * Cramps come and go: only a difference that chance alone makes about once in twenty times counts, which for two counts
 * is twice the root of their sum.
 *
 * @param {Plan} plan
 * @param {string[]} cramps
 * @returns {Verdict}
 */
export function verdictOf(plan, cramps) {
  if (plan.done.filter(Boolean).length < plan.done.length * ENOUGH) return "too_few";
  const { before, after, all } = compared(plan, cramps);
  if (!all) return "no_cramps";
  const clear = Math.abs(before - after) >= 2 * Math.sqrt(before + after) && before + after > 4;
  if (!clear) return "same";
  return after < before ? "fewer" : "more";
}
