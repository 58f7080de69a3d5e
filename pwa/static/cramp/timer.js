/* The timer of the card that shows: ring, digits, words, and what its button says meanwhile. */

import { addSwitches, signal, stayAwake } from "./aids.js";
import { rubbing, stretching, warming } from "./phases.js";
import { clock } from "./session.js";

const TIMED = {
  hold: (card, elapsed) => stretching(numbers(card, "hold", "rest", "rounds"), elapsed),
  rub: (card, elapsed) => rubbing(numbers(card, "maxMinutes"), elapsed),
  warmth: (card, elapsed) => warming(numbers(card, "minutes", "maxMinutes", "checkMinutes"), elapsed),
};
const STEPS = 10; // of the ring, where the reader wants no movement
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const words = Object.fromEntries(
  [...document.querySelectorAll("#words [data-word]")].map((word) => [word.dataset.word, word.textContent]),
);
let last = ""; // the phase that was signalled last
let opened = false; // a page that opens is silent

export const isOff = (card) => card.classList.contains("off");

/** @param {import("./session.js").Session} session  One start time a card: whoever comes back finds the timer running. */
export function start(session, card, now = Date.now()) {
  if (!isOff(card)) session.starts[card.id] ??= now;
}

/** @param {import("./session.js").Session} session  Shows what the timer of the card that shows says now. */
export function showTimer(session, now) {
  const card = document.querySelector(".timed[data-now]");
  const started = card && !isOff(card) ? session.starts[card.id] : null;
  const phase = started ? TIMED[card.id](card, Math.max(0, now - started)) : null;
  stayAwake(Boolean(phase && !phase.ended));
  for (const other of document.querySelectorAll(".timed")) setRunning(other, other === card && phase);
  if (phase) {
    draw(card, phase);
    announce(card, phase);
  } else last = "";
  opened = true;
}

function draw(card, phase) {
  const place = card.querySelector(".timer");
  const ring = place.querySelector(".ring");
  const done = calm.matches ? Math.floor(phase.done * STEPS) / STEPS : phase.done;
  ring.style.setProperty("--done", done.toFixed(3));
  ring.dataset.phase = phase.word;
  place.querySelector(".digits").textContent = clock(phase.left + 999);
  // A live region: the same words again would be read out again.
  const said = place.querySelector(".phase");
  if (said.textContent !== words[phase.word]) said.textContent = words[phase.word];
  place.querySelector(".rounds").hidden = !phase.round;
  place.querySelector("[data-live=round]").textContent = phase.round;
  place.querySelector("[data-live=rounds]").textContent = card.dataset.rounds;
}

/** Whoever comes to a card hears what to do, then each change; a timer that ended before is not announced again. */
function announce(card, phase) {
  const word = `${card.id} ${phase.word} ${phase.round}`;
  if (word === last) return;
  const entering = !last.startsWith(`${card.id} `);
  last = word;
  if (!opened || (entering && phase.ended)) return;
  signal(phase.signal, entering ? toSay(card) : [words[phase.word]]);
}

/** The instruction of the card, for the hold that of the chosen way, and the phase. @returns {string[]} */
function toSay(card) {
  const way = document.getElementById(card.dataset.way ?? card.id);
  return [...way.querySelectorAll("h1, h2, .lead"), card.querySelector(".phase")].map((part) => part.textContent);
}

/** @param {import("./phases.js").Phase | null | false} phase  Of the card, if its timer runs. */
function setRunning(card, phase) {
  const running = Boolean(phase);
  const place = card.querySelector(".timer");
  if (running && !place.firstElementChild) {
    place.append(document.querySelector("#timer").content.cloneNode(true));
    addSwitches(place, () => toSay(card));
  }
  place.hidden = !running;
  card.classList.toggle("running", running);
  // After the last round nobody knows whether it has eased: the button leads on and claims nothing.
  const claims = running && !(phase.ended && card.id === "hold");
  const button = card.querySelector("a.main-button");
  if (button.dataset.running) {
    button.dataset.waiting ??= button.textContent;
    const text = claims ? button.dataset.running : button.dataset.waiting;
    if (button.textContent !== text) button.textContent = text;
  }
  // The small link: on without having eased, on without warmth.
  const past = card.querySelector(".past");
  const begin = card.querySelector(".start");
  if (begin) {
    begin.hidden = running || isOff(card);
    button.hidden = !running && !isOff(card);
  }
  if (past) past.hidden = begin ? begin.hidden : !claims;
}

function numbers(card, ...names) {
  return Object.fromEntries(names.map((name) => [name, Number(card.dataset[name])]));
}
