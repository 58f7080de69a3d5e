/* What can be read of the records: another version, a file or a wrong clock may have written them. */

import { isRecord } from "../common/storage.js";
import { cramp, FIELDS, isDate, isWhole, minuteOf } from "./cramp.js";
import { all } from "./records.js";

/** @typedef {import("./cramp.js").Cramp} Cramp */
/** @typedef {import("./cramp.js").Evening} Evening */

export const FIRST_YEAR = "2015"; // no phone that runs the app was made before; a dead battery says 1970
const MINUTE_MS = 60 * 1000;

/**
 * The first field that is not as it has to be.
 *
 * @param {Record<string, unknown>} value
 * @returns {keyof Cramp | null}
 */
export function faultOf(value) {
  const names = /** @type {(keyof Cramp)[]} */ (Object.keys(FIELDS));
  return names.find((name) => !FIELDS[name](value[name])) ?? null;
}

/**
 * A record as far as it can be read: another version may have written it. Null where not even its time is known.
 *
 * @param {unknown} value
 * @returns {Cramp | null}
 */
export function readable(value) {
  if (!isRecord(value)) return null;
  const fault = faultOf(value);
  if (!fault) return /** @type {Cramp} */ (/** @type {unknown} */ (value));
  if (!FIELDS.id(value.id) || !FIELDS.at(value.at)) return null;
  const known = Object.entries(value).filter(([name, part]) => name in FIELDS && FIELDS[/** @type {keyof Cramp} */ (name)](part));
  return cramp({ changed: 0, ...Object.fromEntries(known), id: String(value.id), at: String(value.at) });
}

/** @param {unknown} value  @returns {value is Evening} */
export function isEvening(value) {
  return isRecord(value) && isDate(value.date) && isWhole(value.done_at, 0);
}

/** Everything that can be read. Rejects with a RecordsError. */
export async function everything() {
  const [cramps, evenings] = await Promise.all([all("cramps"), all("evenings")]);
  return { cramps: cramps.flatMap((record) => readable(record) ?? []), evenings: evenings.filter(isEvening) };
}

/** Whether the time can be true: one from a clock that was wrong is kept and shown, but no picture counts it. @param {{at: string}} record */
export function isPlausible({ at }, last = latest()) {
  return at >= FIRST_YEAR && at <= last;
}

/** The last time that can be true. */
export const latest = (now = Date.now()) => minuteOf(now + MINUTE_MS);
