/* The running cramp: kept as start times, so that a lock, a reload, a killed tab or a change of language loses nothing. */

import { isRecord, read, write } from "../common/storage.js";

const KEY = "cramp-session";
const LONGEST_MS = 2 * 60 * 60 * 1000; // a session ends by itself after two hours
const SHORT_ABSENCE_MS = 60 * 1000; // after a reload or a change of language the cramp goes on without asking

/**
 * @typedef {object} Session
 * @property {number} started  when the app was opened, in milliseconds since 1970
 * @property {number} seen  when the session was last on the screen, whichever page it was
 * @property {string} view  id of the card that shows
 * @property {string} variant  id of the card with the way to stretch that the reader chose
 * @property {Record<string, number>} starts  when the timer of each card was started
 * @property {boolean} clear  whether the reader has said no to the questions before rubbing and heat
 * @property {boolean} pregnant
 * @property {boolean} turned  whether the app has turned to the warning signs at ten minutes
 * @property {boolean} eased  whether the reader has said that the cramp let go
 * @property {boolean} over  whether the flow has come to its end
 */

/** @returns {Session}  Of a cramp that begins now; not kept yet. */
export function fresh(now = Date.now()) {
  const said = { clear: false, pregnant: false, turned: false, eased: false, over: false };
  return { started: now, seen: now, view: "stretch", variant: "stretch", starts: {}, ...said };
}

/** @type {Record<string, unknown>} */
const none = {};

/** @returns {Session | null}  The session that still runs, if one does; what another version kept is read as far as it fits. */
export function recall(now = Date.now()) {
  const kept = read(KEY, isRecord, none);
  const started = kept.started;
  if (!isTime(started) || now < started || now - started > LONGEST_MS) return null;
  const usual = Object.entries(fresh(started));
  const session = Object.fromEntries(usual.map(([key, value]) => [key, likeWise(value, kept[key]) ? kept[key] : value]));
  return /** @type {Session} */ (session);
}

/** Whether there was ever a cramp on this phone, however long ago. */
export const hadOne = () => read(KEY, isRecord, null) !== null;

/** @param {unknown} value  @returns {value is number} */
const isTime = (value) => Number.isFinite(value);

/**
 * Whether what was kept can stand for the usual value: of its type, and a time wherever a time belongs.
 *
 * @param {unknown} usual
 * @param {unknown} kept
 */
function likeWise(usual, kept) {
  if (isRecord(usual)) return isRecord(kept) && Object.values(kept).every(isTime);
  return typeof kept === typeof usual && (typeof kept !== "number" || isTime(kept));
}

/** @param {Session} session */
export function hasEnded(session, now = Date.now()) {
  return now - session.started > LONGEST_MS;
}

/** @param {Session} session */
export function keep(session) {
  write(KEY, session);
  return session;
}

/** On every page: the session is on the screen, and the reader not away. */
export function touch(now = Date.now()) {
  const session = recall(now);
  if (session) keep({ ...session, seen: now });
}

/** @param {Session} session  Whether the reader was away long enough to be asked. */
export function wasAway(session, now = Date.now()) {
  return now - session.seen > SHORT_ABSENCE_MS;
}

/** @param {number} milliseconds  4:05, or 1:02:09. */
export function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 60), seconds % 60];
  if (parts[0] >= 60) parts.splice(0, 1, Math.floor(parts[0] / 60), parts[0] % 60);
  return parts.map((part, index) => (index ? String(part).padStart(2, "0") : part)).join(":");
}
