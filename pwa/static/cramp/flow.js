/* The cramp screen, one card at a time, led by one button. Without this script the same cards stand below each other.

   Everything that counts is a start time (session.js); what shows is worked out from it at every tick. */

import { switchOff } from "./switched-off.js";
import { clock, fresh, hadOne, hasEnded, keep, read, recall, wasAway, write } from "./session.js";
import { addTick } from "../signs/answers.js";
import { isOff, showTimer, start } from "./timer.js";

const TEN_MINUTES = 10 * 60 * 1000;
const TICK = 250; // milliseconds; only what is shown depends on it
const GATED = ["rub", "warmth"]; // advice that is dangerous over a clot or an injury: three questions come first
const main = document.querySelector("main");
const root = document.documentElement;
const holdPoints = document.querySelector("#hold .points");
/** @type {import("./session.js").Session} */
let session;
/** An earlier cramp that may go on: it stays stored until the reader goes on with it or begins something new. */
let offered = null;
let wanted = "rub"; // the card that the reader was on the way to when the questions came

const save = () => offered ?? keep(session);

/** @returns {HTMLElement | null} */
function cardOf(id) {
  const card = document.getElementById(id);
  return card?.classList.contains("card") ? card : null;
}

/** @param {string} id  Show one card; the address's fragment is the place in the flow, so "back" goes a step back. */
function show(id, { scroll = true } = {}) {
  let card = cardOf(id);
  if (!card) return;
  if (id === "check") wanted = "rub";
  if (GATED.includes(card.dataset.advice) && !session.clear && !isOff(card)) {
    wanted = id;
    card = cardOf("check");
    history.replaceState(null, "", "#check");
  }
  for (const other of main.querySelectorAll(".card")) other.toggleAttribute("data-now", other === card);
  root.dataset.view = card.id;
  markStep(card);
  session.view = card.id;
  session.over = card.id === "afterwards";
  // Whoever stretches again has not been helped yet.
  if (isStretch(card)) session.eased = false;
  if (card.id === "pregnant") session.pregnant = true;
  if (GATED.includes(card.dataset.advice)) mind(card);
  if (card.id === "hold") showWay(card);
  if (card.id === "hold" || card.id === "rub") start(session, card);
  save();
  // The one card that shows is the page: its heading is of the first level.
  for (const part of card.querySelectorAll("h2, h3")) part.ariaLevel = String(part.tagName[1] - 1);
  const heading = card.querySelector("h1, h2");
  if (scroll) {
    toTop();
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  tick();
}

/** A card is a screen of its own: nothing glides. */
const toTop = () => scrollTo({ top: 0, behavior: "instant" });

/** Every way to stretch, and the hold, belong to the first step. */
const isStretch = (card) => card.dataset.advice === "stretch" || card.id === "ways";

function markStep(card) {
  const step = isStretch(card) ? "stretch" : card.id;
  for (const link of document.querySelectorAll(".steps a")) {
    link.removeAttribute("aria-current");
    if (link.hash !== `#${step}`) continue;
    link.setAttribute("aria-current", "step");
    link.scrollIntoView({ block: "nearest", inline: "center" });
  }
}

/** While it is held, the points of the chosen way stand below: a straight knee and a bent one are never mixed. */
function showWay(card) {
  card.dataset.way = cardOf(session.variant) ? session.variant : "stretch";
  const points = document.querySelector(`#${card.dataset.way} .points`) ?? holdPoints;
  card.querySelector(".points").replaceWith(points.cloneNode(true));
}

/** What whoever is pregnant read first, about rubbing and heat, stands on those cards too, for this cramp. */
function mind(card) {
  card.querySelector(".minded")?.remove();
  if (!session.pregnant) return;
  const note = document.createElement("p");
  note.className = "minded";
  note.textContent = document.querySelector("#pregnant .points li").textContent;
  card.querySelector("h2").after(note);
}

function tick(now = Date.now()) {
  if (hasEnded(session, now)) return startAgain();
  document.querySelector(".clock").textContent = clock(now - session.started);
  if (now - session.seen > 5000) {
    session.seen = now;
    save();
  }
  showTimer(session, now);
  const late = now - session.started >= TEN_MINUTES && !session.over && !session.eased && !session.turned;
  if (late && !document.hidden) turnToSigns();
}

/** Longer than a usual cramp: the sign that says so is ticked, which stops rubbing and heat. */
function turnToSigns() {
  offered = null;
  session.turned = true;
  save();
  addTick(document.querySelector("#ten-minutes").dataset.sign);
  location.assign(`${document.querySelector(".to-signs").href}#ten-minutes`);
}

/** Where the diary will find it: one record a cramp, on this phone only. */
function noteCramp() {
  const kept = read("cramps");
  const cramps = Array.isArray(kept) ? kept : [];
  if (!cramps.some(({ started }) => started === session.started)) {
    write("cramps", [...cramps, { started: session.started, ended: Date.now() }]);
  }
  markNoted(true);
}

function markNoted(noted) {
  document.querySelector("#afterwards .note").hidden = !noted;
  document.querySelector(".note-cramp").hidden = noted;
}

function startAgain() {
  session = fresh();
  offered = null;
  markNoted(false);
  go("stretch");
}

function offerToGoOn() {
  const offer = document.querySelector(".again");
  offer.querySelector("[data-live=minutes]").textContent = Math.floor((Date.now() - offered.started) / 60000);
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => {
    session = { ...offered, seen: Date.now() };
    go([session.view, "stretch"].find(cardOf));
  });
}

/** @param {string} id  A step forward, with an entry in the browser's history. */
function go(id) {
  offered = null;
  document.querySelector(".again").hidden = true;
  if (location.hash !== `#${id}`) history.pushState(null, "", `#${id}`);
  show(id);
}

/** What a tap means before it leads on. @returns {string}  The card that comes next. */
function follow(link) {
  const from = link.closest(".card").id;
  const to = link.hash.slice(1);
  if (to === "hold") {
    session.variant = from;
    delete session.starts.hold; // another pull
  }
  if (from === "hold" && link.textContent === link.dataset.running) session.eased = true;
  if (from !== "check") return to;
  session.clear = true;
  return wanted;
}

/** A yes before rubbing and heat: the sign is ticked, and the outcome says what to do. */
function sayYes(link) {
  addTick(link.hash.slice(1));
  session.clear = false;
  save();
  location.assign(new URL("#outcome", link.href));
}

main.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#'], .start, .note-cramp, .questions a");
  if (!link) return;
  event.preventDefault();
  if (link.matches(".questions a")) sayYes(link);
  else if (link.matches(".note-cramp")) noteCramp();
  else if (link.matches(".start-again")) startAgain();
  else if (link.matches(".start")) {
    start(session, link.closest(".card"));
    save();
    tick();
    toTop(); // where the timer is
  } else go(follow(link));
});
document.querySelector(".steps").addEventListener("click", (event) => {
  if (!event.target.hash) return;
  event.preventDefault();
  go(event.target.hash.slice(1));
});
// The row of steps can be pushed aside: with the keyboard too, a step is seen whole.
document.querySelector(".steps").addEventListener("focusin", (event) => {
  event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
// A change of language keeps the place: same address shape, same fragment.
document.querySelector(".languages").addEventListener("click", (event) => {
  if (event.target.href) event.target.hash = location.hash;
});
addEventListener("popstate", () => show(location.hash.slice(1) || "stretch"));
document.addEventListener("visibilitychange", () => !document.hidden && tick());
// Back from another page, the browser may show this one as it was left.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  if (!offered) session = recall() ?? session;
  switchOff().then(() => tick());
});

/** The session that this page goes on with, or a new one; whoever was away is asked, on the first card. */
function open() {
  const kept = recall();
  const here = location.hash.slice(1);
  const away = kept ? wasAway(kept) : hadOne() && wasRestored();
  if (kept && !away && (!kept.over || here === "afterwards")) {
    session = kept;
    return [here, session.view, "stretch"].find(cardOf);
  }
  session = fresh();
  if (kept && away && !kept.over) offered = kept;
  if (!away && cardOf(here)) return here;
  history.replaceState(null, "", location.pathname + location.search);
  return "stretch";
}

/** A tab that was closed by the phone comes back at the place where it was, however long ago. */
const wasRestored = () => performance.getEntriesByType("navigation")[0]?.type !== "navigate";

root.dataset.flow = "";
document.querySelector(".brand").hidden = true;
document.querySelector(".clock").hidden = false;
document.querySelector(".note-cramp").hidden = false;
const first = open();
show(first, { scroll: first !== "stretch" });
if (offered) offerToGoOn();
switchOff().then(() => tick());
setInterval(tick, TICK);
