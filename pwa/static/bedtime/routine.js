/* Leads through the bedtime stretches, with the timer, drawings, sound and voice of the cramp screen. Without it both ways
   stand below each other, to be read. Its start time is kept, so that a lock, a reload or another language loses nothing. */

import { all, one } from "../common/dom.js";
import { media } from "../common/media.js";
import { isRecord, onChange, read, write } from "../common/storage.js";
import { addSwitches, signal } from "../cramp/aids.js";
import { presence } from "../cramp/presence.js";
import { forgetPhase, sayPhase } from "../cramp/say-phase.js";
import { clock } from "../cramp/session.js";
import { stayAwake } from "../cramp/wake-lock.js";
import { ROUTINE } from "./storage-keys.js";
import { length, momentAt } from "./sets.js";

const TICK_MS = 250; // only what is shown depends on it
const OVER_MS = 10 * 60 * 1000; // whoever opens the page later than this after the end begins anew
const STEPS = 10; // of the ring, where the reader wants no movement
const root = document.documentElement;
const calm = media("(prefers-reduced-motion: reduce)");
const begin = one(document, ".begin", HTMLFormElement);
const guided = one(document, ".guided");
const phase = one(guided, ".phase");
const ways = all(document, ".way");
const words = Object.fromEntries(all(document, "#words [data-word]").map((word) => [word.dataset.word, word.textContent ?? ""]));
const dose = { hold: Number(guided.dataset.hold), rest: Number(guided.dataset.rest), times: Number(guided.dataset.times) };

/** @typedef {{way: string, started: number | null}} Kept  `started` in Unix milliseconds; null: no timer runs */
/** @type {Kept} */
let kept = recall(Date.now());
let last = ""; // the phase that was signalled last
let opened = false; // a page that opens is silent

/** @param {number} now  @returns {Kept} */
function recall(now) {
  const { way, started } = read(ROUTINE, isRecord, /** @type {Record<string, unknown>} */ ({}));
  const known = ways.find(({ id }) => id === way) ?? ways[0];
  const age = typeof started === "number" ? now - started : NaN;
  return { way: known.id, started: age >= 0 && age < length(dose) + OVER_MS ? now - age : null };
}

/** @param {Partial<Kept>} change */
function keep(change) {
  kept = { ...kept, ...change };
  write(ROUTINE, kept);
}

/** The stretch that is shown while the timer runs. @param {number} number  0 or 1 */
const stretchAt = (number) => all(one(document, `#${kept.way}`), ".stretch")[number];

function tick(now = Date.now()) {
  const { hidden, jump } = presence(now);
  if (hidden) return;
  if (jump && kept.started !== null) keep({ started: kept.started + jump });
  const moment = kept.started === null ? null : momentAt(dose, Math.max(0, now - kept.started));
  showMoment(moment);
  if (moment) {
    draw(moment);
    announce(moment);
  } else last = "";
  stayAwake(moment !== null && !moment.ended);
  opened = true;
}

/** The stretch of the moment and its timer, or the whole page. @param {import("./sets.js").Moment | null} moment */
function showMoment(moment) {
  root.toggleAttribute("data-guided", moment !== null);
  guided.hidden = moment === null;
  for (const heading of all(document, "h1, .way > h2")) heading.classList.toggle("unseen", moment !== null);
  if (!moment) forgetPhase(phase);
  for (const way of ways) way.toggleAttribute("data-chosen", way.id === kept.way);
  for (const stretch of all(document, ".stretch")) stretch.toggleAttribute("data-now", moment !== null && stretch === stretchAt(moment.stretch));
}

/** @param {import("./sets.js").Moment} moment */
function draw({ word, leg, round, done, left, ended }) {
  const ring = one(guided, ".ring");
  ring.style.setProperty("--done", (calm.matches ? Math.floor(done * STEPS) / STEPS : done).toFixed(3));
  ring.dataset.phase = word;
  one(guided, ".digits").textContent = ended ? "" : clock(left + 999);
  sayPhase(phase, word, words[word]);
  one(guided, ".leg").hidden = ended;
  for (const name of all(guided, "[data-leg]")) name.hidden = name.dataset.leg !== leg;
  one(guided, ".rounds").hidden = ended;
  one(guided, ".did").hidden = !ended;
  one(guided, "[data-live=round]").textContent = String(round);
  one(guided, "[data-live=rounds]").textContent = String(dose.times);
}

/** @param {import("./sets.js").Moment} moment */
function announce(moment) {
  const now = `${moment.stretch} ${moment.leg} ${moment.round} ${moment.word}`;
  if (now === last) return;
  last = now;
  if (opened) signal(moment.signal, toSay(moment));
}

/**
 * Each phase by its word; where the leg or the stretch is another one, that too.
 *
 * @param {import("./sets.js").Moment} moment
 * @returns {string[]}
 */
function toSay({ word, stretch, leg }) {
  const instruction = all(stretchAt(stretch), "h3, .lead").map((part) => part.textContent ?? "");
  const side = one(guided, `[data-leg=${leg}]`).textContent ?? "";
  if (word === "get_ready" || word === "next_stretch") return [words[word], ...instruction, side];
  return word === "change_legs" ? [words[word], side] : [words[word]];
}

/** What a voice says at once when it is switched on. */
function sayNow() {
  const moment = kept.started === null ? null : momentAt(dose, Date.now() - kept.started);
  return moment && !moment.ended ? [...all(stretchAt(moment.stretch), "h3, .lead").map((part) => part.textContent ?? ""), words[moment.word]] : [];
}

function stop() {
  keep({ started: null });
  tick();
  one(begin, "button").focus();
}

for (const choice of all(begin, "input", HTMLInputElement)) {
  choice.checked = choice.value === kept.way;
  choice.addEventListener("change", () => {
    keep({ way: choice.value });
    tick();
  });
}
begin.addEventListener("submit", (event) => {
  event.preventDefault();
  keep({ started: Date.now() });
  tick();
  scrollTo({ top: 0, behavior: "instant" });
  const heading = one(stretchAt(0), "h3");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
});
one(guided, ".stop").addEventListener("click", stop);
one(guided, ".did").addEventListener("click", () => {
  stop();
  one(document, "#plan").scrollIntoView({ behavior: "instant" }); // where it is noted (plan.js)
});
addSwitches(guided, sayNow);
begin.hidden = false;
root.dataset.routine = "";
document.addEventListener("visibilitychange", () => tick());
onChange(ROUTINE, () => {
  kept = recall(Date.now());
  tick();
});
tick();
setInterval(tick, TICK_MS);
