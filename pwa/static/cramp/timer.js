/* The timer of the card that shows: ring, digits, words, and what its button says meanwhile. */

import { all, copyOf, maybe, one } from "../common/dom.js";
import { addSwitches, signal, stayAwake } from "./aids.js";
import { rubbing, stretching, warming } from "./phases.js";
import { clock } from "./session.js";

/** @typedef {import("./phases.js").Phase} Phase */

/** @type {Record<string, (card: HTMLElement, elapsed: number) => Phase>} */
const TIMED = {
  hold: (card, elapsed) => stretching(numbers(card, "hold", "rest", "rounds"), elapsed),
  rub: (card, elapsed) => rubbing(numbers(card, "maxMinutes"), elapsed),
  warmth: (card, elapsed) => warming(numbers(card, "minutes", "maxMinutes", "checkMinutes"), elapsed),
};
const STEPS = 10; // of the ring, where the reader wants no movement
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const words = Object.fromEntries(
  all(document, "#words [data-word]").map((word) => [word.dataset.word, word.textContent ?? ""]),
);
let last = ""; // the phase that was signalled last
let opened = false; // a page that opens is silent

/** @param {Element} card */
export const isOff = (card) => card.classList.contains("off");

/**
 * One start time a card: whoever comes back finds the timer running.
 *
 * @param {import("./session.js").Session} session
 * @param {Element} card
 */
export function start(session, card, now = Date.now()) {
  if (!isOff(card)) session.starts[card.id] ??= now;
}

/**
 * Shows what the timer of the card that shows says now.
 *
 * @param {import("./session.js").Session} session
 * @param {number} now  Unix milliseconds
 */
export function showTimer(session, now) {
  const card = maybe(document, ".timed[data-now]");
  const started = card && !isOff(card) ? session.starts[card.id] : null;
  const phase = card && started ? TIMED[card.id](card, Math.max(0, now - started)) : null;
  stayAwake(Boolean(phase && !phase.ended));
  for (const other of all(document, ".timed")) setRunning(other, other === card ? phase : null);
  if (card && phase) {
    draw(card, phase);
    announce(card, phase);
  } else last = "";
  opened = true;
}

/**
 * @param {HTMLElement} card
 * @param {Phase} phase
 */
function draw(card, phase) {
  const place = one(card, ".timer");
  const ring = one(place, ".ring");
  const done = calm.matches ? Math.floor(phase.done * STEPS) / STEPS : phase.done;
  ring.style.setProperty("--done", done.toFixed(3));
  ring.dataset.phase = phase.word;
  one(place, ".digits").textContent = clock(phase.left + 999);
  // A live region: the same words again would be read out again.
  const said = one(place, ".phase");
  if (said.textContent !== words[phase.word]) said.textContent = words[phase.word];
  one(place, ".rounds").hidden = !phase.round;
  one(place, "[data-live=round]").textContent = String(phase.round);
  one(place, "[data-live=rounds]").textContent = card.dataset.rounds ?? "";
}

/**
 * Whoever comes to a card hears what to do, then each change; a timer that ended before is not announced again.
 *
 * @param {HTMLElement} card
 * @param {Phase} phase
 */
function announce(card, phase) {
  const word = `${card.id} ${phase.word} ${phase.round}`;
  if (word === last) return;
  const entering = !last.startsWith(`${card.id} `);
  last = word;
  if (!opened || (entering && phase.ended)) return;
  signal(phase.signal, entering ? toSay(card) : [words[phase.word]]);
}

/**
 * The instruction of the card, for the hold that of the chosen way, and the phase.
 *
 * @param {HTMLElement} card
 * @returns {string[]}
 */
function toSay(card) {
  const way = one(document, `#${card.dataset.way ?? card.id}`);
  return [...all(way, "h1, h2, .lead"), one(card, ".phase")].map((part) => part.textContent ?? "");
}

/**
 * @param {HTMLElement} card
 * @param {Phase | null} phase  of the card, if its timer runs
 */
function setRunning(card, phase) {
  const running = Boolean(phase);
  const place = one(card, ".timer");
  if (running && !place.firstElementChild) {
    place.append(copyOf(document, "#timer"));
    addSwitches(place, () => toSay(card));
  }
  place.hidden = !running;
  card.classList.toggle("running", running);
  // After the last round nobody knows whether it has eased: the button leads on and claims nothing.
  const claims = Boolean(phase && !(phase.ended && card.id === "hold"));
  const button = one(card, "a.main-button");
  setWords(button, claims);
  // The small link: on without having eased, on without warmth.
  const past = maybe(card, ".past");
  const begin = maybe(card, ".start");
  if (begin) {
    begin.hidden = running || isOff(card);
    button.hidden = !begin.hidden;
  }
  if (past) past.hidden = begin ? begin.hidden : !claims;
}

/**
 * @param {HTMLElement} button  with the words for a running timer, where it has others then
 * @param {boolean} claims  whether it says that the timer's step has worked
 */
function setWords(button, claims) {
  if (!button.dataset.running) return;
  button.dataset.waiting ??= button.textContent ?? "";
  const text = claims ? button.dataset.running : button.dataset.waiting;
  if (button.textContent !== text) button.textContent = text;
}

/**
 * A dose as its card carries it.
 *
 * @template {string} Name
 * @param {HTMLElement} card
 * @param {Name[]} names
 */
function numbers(card, ...names) {
  const found = names.map((name) => [name, Number(card.dataset[name])]);
  return /** @type {Record<Name, number>} */ (Object.fromEntries(found));
}
