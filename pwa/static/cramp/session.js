/* The running cramp: kept as start times, so that a lock, a reload, a killed tab or a change of language loses nothing. */

const KEY = "cramp-session";
const LONGEST = 2 * 60 * 60 * 1000; // a session ends by itself after two hours
const SHORT_ABSENCE = 60 * 1000; // after a reload or a change of language the cramp goes on without asking

/**
 * @typedef {object} Session
 * @property {number} started  when the app was opened, in milliseconds since 1970
 * @property {number} seen  when the session was last on the screen, whichever page it was
 * @property {string} view  id of the card that shows
 * @property {string} variant  id of the card with the way to stretch that the reader chose
 * @property {Object<string, number>} starts  when the timer of each card was started
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

/** @returns {Session | null}  The session that still runs, if one does; what another version kept is read as far as it fits. */
export function recall(now = Date.now()) {
  const kept = read(KEY);
  if (!Number.isFinite(kept?.started) || now < kept.started || hasEnded(kept, now)) return null;
  const session = fresh(kept.started);
  for (const key of Object.keys(session)) {
    if (kept[key] !== null && typeof kept[key] === typeof session[key]) session[key] = kept[key];
  }
  if (!Object.values(session.starts).every(Number.isFinite)) session.starts = {};
  return session;
}

/** Whether there was ever a cramp on this phone, however long ago. */
export const hadOne = () => read(KEY) !== null;

/** @param {Session} session */
export function hasEnded(session, now = Date.now()) {
  return now - session.started > LONGEST;
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
  return now - session.seen > SHORT_ABSENCE;
}

/** @param {number} milliseconds  4:05, or 1:02:09. */
export function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 60), seconds % 60];
  if (parts[0] >= 60) parts.unshift(Math.floor(parts.shift() / 60), Math.floor(seconds / 60) % 60);
  return parts.map((part, index) => (index ? String(part).padStart(2, "0") : part)).join(":");
}

/** What is kept under a key, or null; storage may be forbidden or hold something else. */
export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: everything still works until the page is closed.
  }
}
