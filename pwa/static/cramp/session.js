/* The night's session on this phone: kept as start times, so that a lock, a reload, a killed tab or a change of language
   loses nothing. A hidden window writes nothing: another one may show the same session. */

import { inView } from "../common/in-view.js";
import { isRecord, isText, read, write } from "../common/storage.js";
import { due, fresh, returned, RUNNING } from "./night.js";

/** @typedef {import("./night.js").Session} Session */
/** @typedef {import("./night.js").State} State */

export const KEY = "cramp-session";
/** @type {State[]} */
const STATES = ["reading", "cramp", "asked", "absent", "eased", "over", "danger"];

/** @type {Record<string, unknown>} */
const none = {};

/** @returns {Session | null}  What was kept; what another version kept is read as far as it fits. */
export function recall(now = Date.now()) {
  const kept = read(KEY, isRecord, none);
  const { started } = kept;
  const seen = isTime(kept.seen) ? kept.seen : started;
  if (!isTime(seen) || !(isTime(started) || started === null)) return null;
  // A start to come is no start, unless the clock was set back since somebody looked.
  if (started !== null && started > Math.max(now, seen)) return null;
  const usual = Object.entries({ ...fresh(started ?? seen), seen });
  const session = Object.fromEntries(usual.map(([key, value]) => [key, likeWise(value, kept[key], key === "starts" ? isTime : isText) ? kept[key] : value]));
  return /** @type {Session} */ ({ ...session, started, ...statesOf(kept) });
}

/**
 * Older versions had no states, and began with the opening of the app.
 *
 * @param {Record<string, unknown>} kept
 */
function statesOf({ state, before, started, over, eased, turned }) {
  const old = over === true ? "over" : eased === true ? "eased" : started === null ? "reading" : "cramp";
  const known = STATES.find((name) => name === state);
  return {
    state: known ?? old,
    before: STATES.find((name) => name === before && name !== "danger") ?? "reading",
    ...(turned === true ? { answered: true } : {}),
  };
}

/** @param {unknown} value  @returns {value is number} */
const isTime = (value) => Number.isFinite(value);

/**
 * Whether what was kept can stand for the usual value: of its type, and times or words wherever they belong.
 *
 * @param {unknown} usual
 * @param {unknown} kept
 * @param {(value: unknown) => boolean} fits
 */
function likeWise(usual, kept, fits) {
  if (isRecord(usual)) return isRecord(kept) && Object.values(kept).every(fits);
  return typeof kept === typeof usual && (typeof kept !== "number" || isTime(kept));
}

/** @param {Session} session */
export function keep(session) {
  if (inView()) write(KEY, session);
  return session;
}

/** On every other page: a session that is on the screen, whose reader is not away. @returns {Session | null} */
export function touch(now = Date.now()) {
  const session = recall(now);
  if (!session || !inView()) return session;
  const { session: here, away } = returned(session, now);
  // Whoever was away is met by the cramp screen, and nowhere else.
  return away ? null : keep(here);
}

/** @param {Session | null} session  @returns {session is Session & {started: number}} Whether the cramp's clock runs. */
export function isRunning(session, now = Date.now()) {
  return isUnderWay(session, now) && session !== null && RUNNING.includes(session.state);
}

/** @param {Session | null} session  Whether a cramp may be going on that nobody has ended. */
export function isUnderWay(session, now = Date.now()) {
  if (session === null || session.started === null || due(session, now) === "two hours") return false;
  return !["reading", "eased", "over"].includes(session.state);
}

/** @param {number} milliseconds  4:05, or 1:02:09. */
export function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 60), seconds % 60];
  if (parts[0] >= 60) parts.splice(0, 1, Math.floor(parts[0] / 60), parts[0] % 60);
  return parts.map((part, index) => (index ? String(part).padStart(2, "0") : part)).join(":");
}
