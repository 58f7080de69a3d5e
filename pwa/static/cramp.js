/* The cramp screen, one card at a time, led by one button. Without this script the same cards stand below each other.

   Everything that counts is a start time (session.js); what shows is worked out from it at every tick. */

import { addSwitches, signal, stayAwake } from "./aids.js";
import { rubbing, stretching, warming } from "./phases.js";
import { begin, clock, keep, read, recall, wasAway, write } from "./session.js";
import { signsIn, tick as tickSign, ticked } from "./ticks.js";

const TEN_MINUTES = 10 * 60 * 1000;
const TICK = 250; // milliseconds; only what is shown depends on it
const TIMED = {
  hold: (card) => (elapsed) => stretching(numbers(card, "hold", "rest", "rounds"), elapsed),
  rub: (card) => (elapsed) => rubbing(numbers(card, "maxMinutes"), elapsed),
  warmth: (card) => (elapsed) => warming(numbers(card, "minutes", "maxMinutes", "checkMinutes"), elapsed),
};
const main = document.querySelector("main");
const root = document.documentElement;
const words = Object.fromEntries(
  [...document.querySelectorAll("#words [data-word]")].map((word) => [word.dataset.word, word.textContent]),
);
let session = recall();
let lastWord = "";

/** @param {string} id  Show one card; the address's fragment is the place in the flow, so "back" goes a step back. */
function show(id, { scroll = true } = {}) {
  const card = document.getElementById(id);
  if (!card?.classList.contains("card")) return;
  for (const other of main.querySelectorAll(".card")) other.toggleAttribute("data-now", other === card);
  root.dataset.view = id;
  markStep(card);
  session.view = id;
  if (session.timer && session.timer.card !== id) session.timer = null;
  if (id === "hold" || id === "rub") startTimer(card);
  if (id === "afterwards") session.over = true;
  keep(session);
  if (scroll) {
    scrollTo(0, 0);
    const heading = card.querySelector("h1, h2");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  tick();
}

/** Every way to stretch, and the hold, belong to the first step. */
function markStep(card) {
  const step = card.dataset.advice === "stretch" || card.id === "ways" ? "stretch" : card.id;
  for (const link of document.querySelectorAll(".steps a")) {
    link.removeAttribute("aria-current");
    if (link.hash !== `#${step}`) continue;
    link.setAttribute("aria-current", "step");
    link.scrollIntoView({ block: "nearest", inline: "center" });
  }
}

function startTimer(card, now = Date.now()) {
  if (!isOff(card)) session.timer ??= { card: card.id, started: now };
  keep(session);
}

function tick(now = Date.now()) {
  document.querySelector(".clock").textContent = clock(now - session.started);
  if (now - session.seen > 5000) keep(Object.assign(session, { seen: now }));
  showTimer(now);
  if (!session.over && !session.eased && !session.turned && now - session.started >= TEN_MINUTES && !document.hidden) {
    keep(Object.assign(session, { turned: true, seen: now }));
    location.assign(`${document.querySelector(".now .danger").href}#ten-minutes`);
  }
}

function showTimer(now) {
  const card = session.timer && document.getElementById(session.timer.card);
  stayAwake(Boolean(card));
  const phase = card && TIMED[card.id](card)(now - session.timer.started);
  for (const other of main.querySelectorAll(".timed")) setRunning(other, other === card, other === card && phase.ended);
  if (!card) return;
  const place = card.querySelector(".timer");
  place.querySelector(".ring").style.setProperty("--done", phase.done.toFixed(3));
  place.querySelector(".ring").dataset.phase = phase.word;
  place.querySelector(".digits").textContent = clock(phase.left + 999);
  if (place.querySelector(".phase").textContent !== words[phase.word]) {
    place.querySelector(".phase").textContent = words[phase.word];
  }
  place.querySelector(".rounds").hidden = !phase.round;
  place.querySelector("[data-live=round]").textContent = phase.round;
  place.querySelector("[data-live=rounds]").textContent = card.dataset.rounds;
  const word = `${card.id} ${phase.word} ${phase.round}`;
  if (lastWord && lastWord !== word) signal(phase.signal, words[phase.word]);
  lastWord = word;
  if (phase.ended) stayAwake(false);
}

/** The timer of a card, and its button's words while it runs. */
function setRunning(card, running, ended) {
  const place = card.querySelector(".timer");
  if (running && !place.firstElementChild) {
    place.append(document.querySelector("#timer").content.cloneNode(true));
    addSwitches(place);
  }
  place.hidden = !running;
  card.classList.toggle("running", running);
  const button = card.querySelector("a.main-button");
  if (button.dataset.running) {
    button.dataset.waiting ??= button.textContent;
    // After the last round nobody knows whether it has eased: the button leads on and claims nothing.
    const text = running && !(ended && card.id === "hold") ? button.dataset.running : button.dataset.waiting;
    if (button.textContent !== text) button.textContent = text;
  }
  const start = card.querySelector(".start");
  if (start) {
    start.hidden = running || isOff(card);
    button.hidden = !running && !isOff(card);
    card.querySelector(".skip-step").hidden = running || isOff(card);
  }
}

function numbers(card, ...names) {
  return Object.fromEntries(names.map((name) => [name, Number(card.dataset[name])]));
}

const isOff = (card) => card.classList.contains("off");

/** Ticked signs switch off what they forbid: the card stays, says why, and leads on. */
async function switchOff() {
  const ids = ticked();
  if (!ids.length) return;
  const { signs } = await signsIn(root.lang.toLowerCase());
  const known = ids.map((id) => signs[id]).filter(Boolean);
  for (const card of main.querySelectorAll("[data-advice]")) {
    const why = known.filter((sign) => sign.off.includes(card.dataset.advice));
    if (!why.length) continue;
    const note = document.querySelector("#off").content.cloneNode(true);
    for (const sign of why) {
      const item = document.createElement("li");
      item.textContent = sign.text;
      note.querySelector("ul").append(item);
    }
    card.prepend(note);
    card.classList.add("off");
  }
  if (session.timer && isOff(document.getElementById(session.timer.card))) session.timer = null;
  tick();
}

/** Where the diary will find it: one record a cramp, on this phone only. */
function noteCramp() {
  const cramps = read("cramps") ?? [];
  if (!cramps.some(({ started }) => started === session.started)) {
    write("cramps", [...cramps, { started: session.started, ended: Date.now() }]);
  }
  document.querySelector("#afterwards .note").hidden = false;
  document.querySelector(".note-cramp").hidden = true;
}

function startAgain() {
  session = begin();
  document.querySelector("#afterwards .note").hidden = true;
  document.querySelector(".note-cramp").hidden = false;
}

function offerToGoOn(earlier) {
  const offer = document.querySelector(".again");
  offer.querySelector("[data-live=minutes]").textContent = Math.floor((Date.now() - earlier.started) / 60000);
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => {
    session = keep({ ...earlier, seen: Date.now() });
    offer.hidden = true;
    go(session.view);
  });
}

/** @param {string} id  A step forward, with an entry in the browser's history. */
function go(id) {
  document.querySelector(".again").hidden = true;
  if (location.hash !== `#${id}`) history.pushState(null, "", `#${id}`);
  show(id);
}

main.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#'], .start, .note-cramp, [data-sign]");
  if (!link) return;
  if (link.dataset.sign) {
    tickSign([...new Set([...ticked(), link.dataset.sign])]);
    link.hash = "outcome";
    return;
  }
  event.preventDefault();
  if (link.matches(".note-cramp")) noteCramp();
  else if (link.matches(".start")) startTimer(link.closest(".card")), tick();
  else {
    if (link.matches(".start-again")) startAgain();
    if (link.closest("#hold") && link.textContent === link.dataset.running) session.eased = true;
    go(link.hash.slice(1));
  }
});
document.querySelector(".steps").addEventListener("click", (event) => {
  if (!event.target.hash) return;
  event.preventDefault();
  go(event.target.hash.slice(1));
});
// A change of language keeps the place: same address shape, same fragment.
document.querySelector(".languages").addEventListener("click", (event) => {
  if (event.target.href) event.target.hash = location.hash;
});
addEventListener("popstate", () => show(location.hash.slice(1) || "stretch"));
document.addEventListener("visibilitychange", () => !document.hidden && tick());

const earlier = session && !session.over ? session : null;
if (!earlier || wasAway(earlier)) session = begin();
root.dataset.flow = "";
document.querySelector(".brand").hidden = true;
document.querySelector(".clock").hidden = false;
document.querySelector(".note-cramp").hidden = false;
const here = location.hash.slice(1) || (session === earlier ? session.view : "stretch");
show(document.getElementById(here)?.classList.contains("card") ? here : "stretch", { scroll: here !== "stretch" });
if (earlier && session !== earlier) offerToGoOn(earlier);
switchOff();
setInterval(tick, TICK);
