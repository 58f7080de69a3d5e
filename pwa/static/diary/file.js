/* A saved file: JSON with a version, for another phone or for later. docs/diary.md describes it. Pure: text in, records or a
   fault out. Nobody's file is trusted: each field is judged, and what is not ours is left behind. */

import { isRecord } from "../common/storage.js";
import { cramp, isWhole, minuteOf } from "./cramp.js";
import { faultOf, isEvening } from "./readable.js";

const APP = "night-cramp";
const VERSION = 1;
export const LARGEST_BYTES = 8_000_000; // ten cramps a day for a lifetime are fewer
const MOST_RECORDS = 50_000;

/**
 * @typedef {import("./cramp.js").Cramp} Cramp
 * @typedef {import("./cramp.js").Evening} Evening
 * @typedef {{cramps: Cramp[], evenings: Evening[]}} Records
 * @typedef {{fault: "foreign" | "newer" | "large" | "record", number?: number, field?: string}} Fault
 */

/** @param {Records} records  @returns {string} */
export function toFile({ cramps, evenings }, now = Date.now()) {
  return `${JSON.stringify({ app: APP, version: VERSION, saved: minuteOf(now), cramps, evenings }, null, 1)}\n`;
}

/** @param {string} text  @returns {Records | Fault} */
export function fromFile(text) {
  const file = parsed(text.replace(/^\uFEFF/, ""));
  if (!isRecord(file) || file.app !== APP || !isWhole(file.version, 1)) return { fault: "foreign" };
  if (file.version > VERSION) return { fault: "newer" };
  const { cramps = [], evenings = [] } = file;
  if (!Array.isArray(cramps) || !Array.isArray(evenings)) return { fault: "foreign" };
  if (cramps.length + evenings.length > MOST_RECORDS) return { fault: "large" };
  return faultIn(cramps, evenings) ?? recordsOf(cramps, evenings);
}

/** What is left out of a file counts as not noted. @param {unknown} value */
const whole = (value) => ({ ...cramp({ id: "", at: "", changed: 0 }), ...(isRecord(value) ? value : {}) });

/** @param {unknown[]} cramps  @param {unknown[]} evenings  @returns {Fault | null}  The first record that is wrong. */
function faultIn(cramps, evenings) {
  for (const [index, value] of cramps.entries()) {
    const field = faultOf(whole(value));
    if (field) return { fault: "record", number: index + 1, field };
  }
  const wrong = evenings.findIndex((evening) => !isEvening(evening));
  return wrong < 0 ? null : { fault: "record", number: wrong + 1, field: "evenings" };
}

/** @param {unknown[]} cramps  @param {Evening[]} evenings  @returns {Records}  Each record once, the one that was changed last. */
function recordsOf(cramps, evenings) {
  /** @type {Map<string, Cramp>} */
  const found = new Map();
  for (const value of cramps) {
    const record = onlyOurs(whole(value));
    if ((found.get(record.id)?.changed ?? -1) < record.changed) found.set(record.id, record);
  }
  const days = new Map(evenings.map(({ date, done_at }) => [date, { date, done_at }]));
  return { cramps: [...found.values()], evenings: [...days.values()] };
}

/** @param {Cramp} record  @returns {Cramp}  without what a file may have besides */
function onlyOurs({ id, at, minutes, leg, muscle, helped, pain, note, signs, changed }) {
  return { id, at, minutes, leg, muscle, helped: [...new Set(helped)], pain, note, signs, changed };
}

/** @param {string} text  @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
