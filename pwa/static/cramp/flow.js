/* The cramp screen, one card at a time, led by one button. Without this script the same cards stand below each other.

   Everything that counts is a start time (session.js); what shows is worked out from it at every tick. */

import { all, one } from "../common/dom.js";
import { read, write } from "../common/storage.js";
import { addTick } from "../signs/answers.js";
import { cardOf, firstCard, isGated, isStretch, markStep, mind, showWay } from "./cards.js";
import { switchOff } from "./switched-off.js";
import { clock, fresh, hadOne, hasEnded, keep, recall, wasAway } from "./session.js";
import { isOff, showTimer, start } from "./timer.js";

const LONG_CRAMP_MS = 10 * 60 * 1000;
const TICK_MS = 250; // only what is shown depends on it
const TOUCH_EVERY_MS = 5000; // between two notes that the reader is still here
const main = one(document, "main");
const root = document.documentElement;
/** @typedef {import("./session.js").Session} Session */

/** @type {Session} */
let session;
/** @type {Session | null} An earlier cramp that may go on: it stays stored until the reader goes on with it or begins something new. */
let offered = null;
let wanted = "rub"; // the card that the reader was on the way to when the questions came

const save = () => offered ?? keep(session);

/**
 * Show one card; the address's fragment is the place in the flow, so "back" goes a step back.
 *
 * @param {string} id
 */
function show(id, { scroll = true } = {}) {
  const asked = cardOf(id);
  if (!asked) return;
  const card = pastTheGate(asked);
  for (const other of all(main, ".card")) other.toggleAttribute("data-now", other === card);
  root.dataset.view = card.id;
  markStep(card);
  note(card);
  if (isGated(card)) mind(card, session.pregnant);
  if (card.id === "hold") showWay(card, session.variant);
  save();
  // The one card that shows is the page: its heading is of the first level.
  for (const part of all(card, "h2, h3")) part.ariaLevel = String(Number(part.tagName[1]) - 1);
  const heading = one(card, "h1, h2");
  if (scroll) {
    toTop();
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  tick();
}

/**
 * The card itself, or the questions that come before it.
 *
 * @param {HTMLElement} card
 */
function pastTheGate(card) {
  if (card.id === "check") wanted = "rub";
  if (!isGated(card) || session.clear || isOff(card)) return card;
  wanted = card.id;
  history.replaceState(null, "", "#check");
  return one(document, "#check");
}

/**
 * What it means for the session that a card shows.
 *
 * @param {HTMLElement} card
 */
function note(card) {
  session.view = card.id;
  session.over = card.id === "afterwards";
  // Whoever stretches again has not been helped yet.
  if (isStretch(card)) session.eased = false;
  if (card.id === "pregnant") session.pregnant = true;
  if (card.id === "hold" || card.id === "rub") start(session, card);
}

/** A card is a screen of its own: nothing glides. */
const toTop = () => scrollTo({ top: 0, behavior: "instant" });

function tick(now = Date.now()) {
  if (hasEnded(session, now)) {
    startAgain();
    return;
  }
  one(document, ".clock").textContent = clock(now - session.started);
  if (now - session.seen > TOUCH_EVERY_MS) {
    session.seen = now;
    save();
  }
  showTimer(session, now);
  const late = now - session.started >= LONG_CRAMP_MS && !session.over && !session.eased && !session.turned;
  if (late && !document.hidden) turnToSigns();
}

/** Longer than a usual cramp: the sign that says so is ticked, which stops rubbing and heat. */
function turnToSigns() {
  offered = null;
  session.turned = true;
  save();
  addTick(one(document, "#ten-minutes").dataset.sign ?? "");
  location.assign(`${one(document, ".to-signs", HTMLAnchorElement).href}#ten-minutes`);
}

/** Where the diary will find it: one record a cramp, on this phone only. */
function noteCramp() {
  /** @type {{started?: number}[]} */
  const cramps = read("cramps", Array.isArray, []);
  if (!cramps.some((cramp) => cramp?.started === session.started)) {
    write("cramps", [...cramps, { started: session.started, ended: Date.now() }]);
  }
  markNoted(true);
}

/** @param {boolean} noted */
function markNoted(noted) {
  one(document, "#afterwards .note").hidden = !noted;
  one(document, ".note-cramp").hidden = noted;
}

function startAgain() {
  session = fresh();
  offered = null;
  markNoted(false);
  go("stretch");
}

/** @param {Session} earlier */
function offerToGoOn(earlier) {
  const offer = one(document, ".again");
  one(offer, "[data-live=minutes]").textContent = String(Math.floor((Date.now() - earlier.started) / 60000));
  offer.hidden = false;
  one(offer, "button").addEventListener("click", () => {
    session = { ...earlier, seen: Date.now() };
    go(firstCard(session.view));
  });
}

/**
 * A step forward, with an entry in the browser's history.
 *
 * @param {string} id
 */
function go(id) {
  offered = null;
  one(document, ".again").hidden = true;
  if (location.hash !== `#${id}`) history.pushState(null, "", `#${id}`);
  show(id);
}

/**
 * What a tap means before it leads on.
 *
 * @param {HTMLAnchorElement} link
 * @returns {string}  the card that comes next
 */
function follow(link) {
  const from = link.closest(".card")?.id ?? "";
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

/**
 * A yes before rubbing and heat: the sign is ticked, and the outcome says what to do.
 *
 * @param {HTMLAnchorElement} link
 */
function sayYes(link) {
  addTick(link.hash.slice(1));
  session.clear = false;
  save();
  location.assign(new URL("#outcome", link.href));
}

/** What was tapped or focused, or what it stands in. @param {Event} event @param {string} selector */
const tapped = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null);

main.addEventListener("click", (event) => {
  const link = tapped(event, "a[href^='#'], .start, .note-cramp, .questions a");
  if (!link) return;
  event.preventDefault();
  const card = link.closest(".card");
  if (link.matches(".note-cramp")) noteCramp();
  else if (link.matches(".start-again")) startAgain();
  else if (link.matches(".start") && card) {
    start(session, card);
    save();
    tick();
    toTop(); // where the timer is
  } else if (link instanceof HTMLAnchorElement) {
    if (link.matches(".questions a")) sayYes(link);
    else go(follow(link));
  }
});
one(document, ".steps").addEventListener("click", (event) => {
  const link = tapped(event, "a");
  if (!(link instanceof HTMLAnchorElement) || !link.hash) return;
  event.preventDefault();
  go(link.hash.slice(1));
});
// The row of steps can be pushed aside: with the keyboard too, a step is seen whole.
one(document, ".steps").addEventListener("focusin", (event) => {
  tapped(event, "a")?.scrollIntoView({ block: "nearest", inline: "nearest" });
});
// A change of language keeps the place: same address shape, same fragment.
one(document, ".languages").addEventListener("click", (event) => {
  const link = tapped(event, "a");
  if (link instanceof HTMLAnchorElement) link.hash = location.hash;
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
    return firstCard(here, session.view);
  }
  session = fresh();
  if (kept && away && !kept.over) offered = kept;
  if (!away && cardOf(here)) return here;
  history.replaceState(null, "", location.pathname + location.search);
  return "stretch";
}

/** A tab that was closed by the phone comes back at the place where it was, however long ago. */
function wasRestored() {
  const [visit] = performance.getEntriesByType("navigation");
  return !(visit instanceof PerformanceNavigationTiming && visit.type === "navigate");
}

root.dataset.flow = "";
one(document, ".brand").hidden = true;
one(document, ".clock").hidden = false;
one(document, ".note-cramp").hidden = false;
const first = open();
show(first, { scroll: first !== "stretch" });
if (offered) offerToGoOn(offered);
switchOff().then(() => tick());
setInterval(tick, TICK_MS);
