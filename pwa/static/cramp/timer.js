/* The timer of the card that shows: ring, digits, words, and what its button says meanwhile. */

import { all, copyOf, maybe, one } from "../common/dom.js";
import { media } from "../common/media.js";
import { rubbing, stretching, warming } from "./phases.js";
import { forgetPhase, sayPhase } from "./say-phase.js";
import { clock } from "./session.js";

/** @typedef {import("./phases.js").Phase} Phase */

/** @type {Record<string, (card: HTMLElement, elapsed: number) => Phase>} */
const TIMED = {
  hold: (card, elapsed) => stretching(numbers(card, "hold", "rest", "rounds"), elapsed),
  rub: (card, elapsed) => rubbing(numbers(card, "maxMinutes"), elapsed),
  warmth: (card, elapsed) => warming(numbers(card, "minutes", "maxMinutes", "checkMinutes"), elapsed),
};
// What no timer needs comes behind all that the first tap does; null where it is not on this phone yet.
const aids = import("./aids.js").catch(() => null);
const wakeLock = import("./wake-lock.js").catch(() => null);
const STEPS = 10; // of the ring, where the reader wants no movement
const calm = media("(prefers-reduced-motion: reduce)");
// Those of the heat stand in the bar, which says them as well.
const words = Object.fromEntries(all(document, "[data-word]").map((word) => [word.dataset.word, word.textContent ?? ""]));
let last = ""; // the phase that was signalled last
let opened = false; // a page that opens is silent

/**
 * One start time a card: whoever comes back finds the timer running.
 *
 * @param {import("./night.js").Session} session
 * @param {Element} card
 * @returns {import("./night.js").Session}
 */
export function start(session, card, now = Date.now()) {
  return { ...session, starts: { [card.id]: now, ...session.starts } };
}

/**
 * Shows what the timer of the card that shows says now.
 *
 * @param {import("./night.js").Session} session
 * @param {number} now  Unix milliseconds
 */
export function showTimer(session, now) {
  const card = maybe(document, ".timed[data-now]");
  const started = card ? session.starts[card.id] : null;
  const phase = card && started ? TIMED[card.id](card, Math.max(0, now - started)) : null;
  wakeLock.then((screen) => screen?.stayAwake(Boolean(phase && !phase.ended)));
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
  sayPhase(one(place, ".phase"), phase.word, words[phase.word]);
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
  const toSay = entering ? [words[phase.word], ...instruction(card)] : [words[phase.word]];
  aids.then((found) => found?.signal(phase.signal, toSay));
}

/**
 * What the card says to do, for the hold that of the chosen way.
 *
 * @param {HTMLElement} card
 * @returns {string[]}
 */
function instruction(card) {
  const way = one(document, `#${card.dataset.way ?? card.id}`);
  return all(way, "h1, h2, .lead").filter(({ hidden }) => !hidden).map((part) => part.textContent ?? "");
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
    const switches = one(place, ".aids");
    switches.hidden = true; // none that does nothing
    const toSay = () => [one(card, ".phase").textContent ?? "", ...instruction(card)];
    aids.then((found) => {
      switches.hidden = !found;
      found?.addSwitches(place, toSay);
    });
  }
  place.hidden = !running;
  if (!running) forgetPhase(maybe(place, ".phase"));
  card.classList.toggle("running", running);
  const begin = maybe(card, ".start");
  if (!begin) return;
  // Heat waits for a tap; the small link leads on without it.
  begin.hidden = running;
  one(card, ".warmth-off").hidden = !running;
  one(card, ".past").hidden = running;
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
