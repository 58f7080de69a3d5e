/* The night as one state machine: docs/night.md has the same table, and a test holds them together.

   Pure: a session and an event give the next session. Nothing here reads a clock, a screen or the storage. */

export const MINUTE_MS = 60 * 1000;
const LONG_CRAMP_MS = 10 * MINUTE_MS;
const SHORT_ABSENCE_MS = MINUTE_MS; // a reload or a change of language is no absence
const LONGEST_MS = 120 * MINUTE_MS; // after this a cramp that nobody ended is over

/**
 * @typedef {"reading" | "cramp" | "asked" | "absent" | "eased" | "over" | "danger"} State
 * @typedef {"act" | "pull" | "ten minutes" | "still tight" | "eased" | "done" | "away" | "same cramp" | "again"
 *   | "sign" | "sign taken back" | "two hours"} Event
 *
 * @typedef {object} Session
 * @property {State} state
 * @property {State} before  the state that an ambulance sign interrupted
 * @property {number | null} started  when the reader's first act began the cramp, Unix milliseconds
 * @property {number} since  what the reader answered from here on is about this cramp, Unix milliseconds
 * @property {number} visit  when the reader came to the screen this time, Unix milliseconds
 * @property {number} seen  when the session was last on a screen, Unix milliseconds
 * @property {string} view  id of the card that shows
 * @property {string} variant  id of the card with the way to stretch: it says which muscle, and who helps
 * @property {Record<string, number>} starts  when the timer of each card was started, Unix milliseconds
 * @property {boolean} clear  whether the reader has said no to the questions before rubbing and heat
 * @property {Record<string, string>} answers  to those questions: "no", or the part that is true
 * @property {boolean} pregnant
 * @property {boolean} answered  whether the question at ten minutes has its answer
 */

/** @type {State[]} States in which a cramp's clock runs. */
export const RUNNING = ["cramp", "asked"];
/** @type {State[]} */
const ANY = ["reading", "cramp", "asked", "absent", "eased", "over"];

/**
 * From, event, to, and what it does to the session besides. What is not in here changes nothing.
 *
 * @type {[State[], Event, State | "before", (keyof typeof EFFECTS)?][]}
 */
export const TABLE = [
  [["reading", "absent"], "act", "cramp", "begin"],
  [["reading", "absent", "eased", "over"], "pull", "cramp", "begin"],
  [["cramp"], "ten minutes", "asked"],
  [["asked"], "still tight", "cramp", "answer"],
  [["cramp", "asked"], "eased", "eased", "end"],
  [["cramp", "asked"], "done", "over", "end"],
  [["eased"], "done", "over"],
  [["cramp", "asked"], "away", "absent"],
  [["absent"], "same cramp", "cramp", "resume"],
  [["reading", "eased", "over"], "away", "reading", "forget"],
  [ANY, "again", "reading", "forget"],
  [ANY, "sign", "danger", "interrupt"],
  [["danger"], "sign taken back", "before"],
  [[...ANY, "danger"], "two hours", "reading", "forget"],
];

/** @typedef {(session: Session, now: number) => Partial<Session>} Effect */
/** @satisfies {Record<string, Effect>} */
const EFFECTS = {
  begin: (/** @type {Session} */ session, /** @type {number} */ now) => {
    const { state, visit, view, variant, pregnant, clear, answers } = session;
    // Who gets ready may have answered already; what an earlier cramp was asked is asked again.
    const asked = state === "reading" ? { clear, answers } : {};
    const since = state === "absent" ? visit : session.since;
    return { ...fresh(now), ...asked, since, visit, view, variant, pregnant, starts: heat(session), started: now };
  },
  // Still tight after ten minutes: rubbing and heat end.
  answer: (/** @type {Session} */ { starts }) => ({ answered: true, starts: only(starts, "hold") }),
  end: (/** @type {Session} */ _, /** @type {number} */ now) => ({ since: now }),
  // A pull from before the absence is over.
  resume: (/** @type {Session} */ session) => ({ starts: heat(session) }),
  forget: (/** @type {Session} */ session, /** @type {number} */ now) => ({ ...fresh(now), starts: heat(session) }),
  interrupt: (/** @type {Session} */ { state }) => ({ before: state }),
};

/**
 * The same session without the timer of a card.
 *
 * @param {Session} session
 * @param {string} card
 * @returns {Session}
 */
export function stopped(session, card) {
  return { ...session, starts: Object.fromEntries(Object.entries(session.starts).filter(([name]) => name !== card)) };
}

/** @param {Record<string, number>} starts  @param {string} card  @returns {Record<string, number>} */
const only = (starts, card) => (starts[card] ? { [card]: starts[card] } : {});

/** Heat goes on until somebody has taken it off. @param {Session} session */
const heat = ({ starts }) => only(starts, "warmth");

/** @returns {Session}  Of a reader who has not begun. */
export function fresh(now = Date.now()) {
  return {
    state: "reading",
    before: "reading",
    started: null,
    since: now,
    visit: now,
    seen: now,
    view: "stretch",
    variant: "stretch",
    starts: {},
    clear: false,
    answers: {},
    pregnant: false,
    answered: false,
  };
}

/**
 * @param {Session} session
 * @param {Event} event
 * @param {number} now  Unix milliseconds
 * @returns {Session}
 */
export function after(session, event, now) {
  const row = TABLE.find(([from, name]) => name === event && from.includes(session.state));
  if (!row) return session;
  const [, , to, effect] = row;
  const changed = { ...session, ...(effect ? EFFECTS[effect](session, now) : {}) };
  return { ...changed, state: to === "before" ? session.before : to };
}

/**
 * What the time alone brings. Two hours count from the last act, so that no running timer is lost.
 *
 * @param {Session} session
 * @param {number} now  Unix milliseconds
 * @returns {Event | null}
 */
export function due(session, now) {
  const { started, state, starts } = session;
  const acts = [...(started === null ? [] : [started]), ...Object.values(starts)];
  if (acts.length && now - Math.max(...acts) > LONGEST_MS) return "two hours";
  const long = started !== null && now - started >= LONG_CRAMP_MS;
  return state === "cramp" && long && !session.answered ? "ten minutes" : null;
}

/**
 * The session of a reader who is here again: a lock, a reload, a killed tab and another app are the same to it.
 *
 * @param {Session} session
 * @param {number} now  Unix milliseconds
 * @returns {{session: Session, away: boolean}}
 */
export function returned(session, now) {
  // The clock was set back meanwhile: how long it was, nobody knows; it was not less than nothing.
  const turned = now < session.seen;
  const here = turned ? moved(session, now - session.seen) : session;
  const ended = due(here, now) === "two hours";
  const away = turned || ended || now - here.seen > SHORT_ABSENCE_MS;
  const next = ended ? after({ ...here, starts: {} }, "two hours", now) : away ? after(here, "away", now) : here;
  return { session: { ...next, ...(away ? { visit: now } : {}), seen: now }, away };
}

/**
 * The same session on a clock that was changed while somebody looked at it. A phone that slept unheard looks like a clock set
 * forward: heat, which can burn, then counts the time as if it had slept (w3c/hr-time#115).
 *
 * @param {Session} session
 * @param {number} by  milliseconds
 * @returns {Session}
 */
export function moved(session, by) {
  const starts = Object.fromEntries(Object.entries(session.starts).map(([card, start]) => [card, card === "warmth" && by > 0 ? start : start + by]));
  const started = session.started === null ? null : session.started + by;
  const [since, visit, seen] = [session.since + by, session.visit + by, session.seen + by];
  return { ...session, started, since, visit, seen, starts };
}
