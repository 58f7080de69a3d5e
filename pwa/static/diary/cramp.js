/* What a record is: a cramp, and an evening on which the bedtime routine was done.

   Times are those of the phone's clock where the reader was, without a zone: the night counts, not the moment. */

import { isRecord, isText } from "../common/storage.js";

const LONGEST_MIN = 24 * 60;
const MINUTE_MS = 60 * 1000;
const LAST_MS = Date.UTC(9999, 0); // a year of four digits
const LEGS = ["left", "right", "both"];
const MUSCLES = ["calf", "foot", "shin", "thigh-front", "thigh-back"];
const HELPED = ["stretch", "rub", "move", "warmth", "position", "nothing"];
const WORST_PAIN = 10;
const LONGEST_NOTE = 500; // characters
const LONGEST_ID = 40;
const MOST_SIGNS = 100;

/**
 * @typedef {object} Cramp
 * @property {string} id
 * @property {string} at  when it began, `2026-11-29T03:12`
 * @property {number | null} minutes  how long it lasted
 * @property {string | null} leg  one of LEGS
 * @property {string | null} muscle  one of MUSCLES
 * @property {string[]} helped  some of HELPED
 * @property {number | null} pain  0 to WORST_PAIN
 * @property {string} note  the reader's words
 * @property {string[]} signs  ids of the warning signs that were ticked in it
 * @property {number} changed  when the record was written last, Unix milliseconds: of two, the later one counts
 *
 * @typedef {object} Evening
 * @property {string} date  `2026-11-28`
 * @property {number} done_at  Unix milliseconds
 */

/** @param {unknown} value  @returns {value is string}  A day that the calendar has: `2026-11-28`. */
export function isDate(value) {
  return isText(value) && /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00Z`).getUTCDate() === Number(value.slice(8));
}

/** @param {unknown} value  @returns {value is string}  A day and a minute: `2026-11-29T03:12`. */
export function isMinute(value) {
  return isText(value) && /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(value) && isDate(value.slice(0, 10));
}

/** @param {unknown} value  @param {number} least  @param {number} [most]  @returns {value is number} */
export const isWhole = (value, least, most = Number.MAX_SAFE_INTEGER) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

/** @param {unknown} value  @param {string[]} known */
const isOneOf = (value, known) => isText(value) && known.includes(value);

/** @type {Record<keyof Cramp, (value: unknown) => boolean>}  What each field of a cramp may be. */
export const FIELDS = {
  id: (value) => isText(value) && /^[a-z0-9-]+$/.test(value) && value.length <= LONGEST_ID,
  at: isMinute,
  minutes: (value) => value === null || isWhole(value, 1, LONGEST_MIN),
  leg: (value) => value === null || isOneOf(value, LEGS),
  muscle: (value) => value === null || isOneOf(value, MUSCLES),
  helped: (value) => Array.isArray(value) && value.length <= HELPED.length && value.every((way) => isOneOf(way, HELPED)),
  pain: (value) => value === null || isWhole(value, 0, WORST_PAIN),
  note: (value) => isText(value) && value.length <= LONGEST_NOTE,
  signs: (value) => Array.isArray(value) && value.length <= MOST_SIGNS && value.every(FIELDS.id),
  changed: (value) => isWhole(value, 0),
};

/** @param {Partial<Cramp> & {id: string, at: string}} known  @returns {Cramp}  With nothing noted where nothing is known. */
export function cramp(known) {
  return { minutes: null, leg: null, muscle: null, helped: [], pain: null, note: "", signs: [], changed: Date.now(), ...known };
}

/** @param {number} ms  Unix milliseconds  @returns {string}  `2026-11-29T03:12` on the phone's clock. */
export function minuteOf(ms) {
  const date = new Date(ms);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/**
 * The record of a cramp that the app saw from its beginning to its end: noted twice, in two windows too, it is one record.
 *
 * @param {number} started  Unix milliseconds
 * @param {number} ended  Unix milliseconds
 * @param {Partial<Cramp>} [more]
 */
export function timed(started, ended, more) {
  const minutes = Math.min(Math.max(Math.round((ended - started) / MINUTE_MS), 1), LONGEST_MIN);
  return cramp({ ...more, id: `c${started}`, at: minuteOf(started), minutes: ended >= started ? minutes : null });
}

/** The list in localStorage of the versions before the diary. @param {unknown[]} list  @returns {Cramp[]} */
export function fromList(list) {
  const times = list.filter(isRecord).filter(({ started }) => isWhole(started, 0, LAST_MS));
  return times.map(({ started, ended }) => timed(Number(started), isWhole(ended, 0, LAST_MS) ? Number(ended) : -1));
}
