/* The ticked warning signs: they survive a reload, switch advice off in the cramp's steps, and are forgotten after a day.

   What was answered during a cramp is about that cramp: it never speaks in the next one (docs/night.md). */

import { isRecord, read, remove, write } from "../common/storage.js";
import { recall } from "../cramp/session.js";

export const KEY = "ticked-signs";
const LONGEST_MS = 24 * 60 * 60 * 1000;
const LEVELS = ["self_care_ok", "appointment", "same_day", "emergency_now"];

/**
 * @typedef {object} Answer
 * @property {number} at  Unix milliseconds
 * @property {string[]} ids  of what was ticked
 * @property {boolean} [cramp]  whether a cramp was running
 * @property {string} [level]  the worst urgency of them; older versions did not keep it
 * @property {string[]} [off]  the advice that they switch off; older versions did not keep it
 */

/** The answer, no ids being "none of these"; null before there is one. What is over a day old is deleted.
 * @returns {Answer | null} */
export function answer(now = Date.now()) {
  const kept = read(KEY, isAnswer, null);
  if (!kept) return null;
  if (now - kept.at < LONGEST_MS) return kept;
  forget();
  return null;
}

/** @returns {string[] | null}  Ids of the ticked signs, null before there is an answer. */
export function answered(now = Date.now()) {
  return answer(now)?.ids ?? null;
}

/**
 * @param {{ids: string[], level?: string, off?: string[]}} said
 * @param {number} [now]
 */
export function keepTicks({ ids, level, off }, now = Date.now()) {
  const session = recall(now);
  write(KEY, { at: now, ids, cramp: session !== null && session.started !== null, level, off });
}

export function forget() {
  remove(KEY);
}

/**
 * One more.
 *
 * @param {{id: string, level: string, off: string[]}} sign
 */
export function addTick({ id, level, off }) {
  const before = answer();
  if (!before?.ids.length) return keepTicks({ ids: [id], level, off });
  const ids = [...new Set([...before.ids, id])];
  // Of what an older version ticked, neither is known: the page of the signs says it (cramp/ticked-signs.js).
  if (!before.level || !before.off) return keepTicks({ ids });
  const worst = LEVELS.indexOf(before.level) > LEVELS.indexOf(level) ? before.level : level;
  return keepTicks({ ids, level: worst, off: [...new Set([...before.off, ...off])] });
}

/** @param {number} by  milliseconds by which the clock was changed while somebody looked at it */
export function moveAnswer(by) {
  const kept = read(KEY, isAnswer, null);
  if (kept) write(KEY, { ...kept, at: kept.at + by });
}

/** @param {unknown} value  @returns {value is Answer} */
function isAnswer(value) {
  if (!isRecord(value) || !Number.isFinite(value.at)) return false;
  const { ids, level, off } = value;
  return isWords(ids) && (level === undefined || typeof level === "string") && (off === undefined || isWords(off));
}

/** @param {unknown} value */
const isWords = (value) => Array.isArray(value) && value.every((word) => typeof word === "string");
