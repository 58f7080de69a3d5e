/* The cramp screen, one card at a time, led by one button. Without this script the same cards stand below each other.

   What may happen is in night.js and docs/night.md; here taps and time become its events, and its session becomes a screen. */

import { pushAddress, replaceAddress } from "../common/address.js";
import { one } from "../common/dom.js";
import { inView } from "../common/in-view.js";
import { KEY as ANSWERS, forget, moveAnswer } from "../signs/answers.js";
import { cardOf, firstCard, headingOf, isGated, isOff, isStretch, nextAllowed, putOn } from "./cards.js";
import { answerBy, answerWhich, closeQuestion, readQuestion, showQuestions } from "./gate.js";
import { after, due, fresh, moved, returned, stopped } from "./night.js";
import { presence, wasRestored } from "./presence.js";
import { forgetEarlier, isDanger, lookUp, saidOf, sayLong, sayYes, showSaid, unsayLong } from "./ticked-signs.js";
import { draw } from "./screen.js";
import { keep, KEY, recall } from "./session.js";
import { start } from "./timer.js";

const TICK_MS = 250; // only what is shown depends on it
const TOUCH_EVERY_MS = 1000; // between two notes that the reader is still here
const main = one(document, "main");
/** @typedef {import("./night.js").Event} NightEvent */

let session = fresh();
let wanted = "rub"; // the card that the reader was on the way to when the questions came
let noted = 0; // when the session was kept last

/** @param {NightEvent} event */
function on(event) {
  const before = session;
  session = after(session, event, Date.now());
  if (session === before) return;
  keep(session);
  const begun = session.started !== before.started && session.started !== null;
  if (begun) forgetEarlier(session);
  if (event === "eased") unsayLong();
  if (begun || event === "eased") judge();
}

/**
 * Show one card; the address's fragment is the place in the flow, so "back" goes a step back.
 *
 * @param {string} id
 */
function showCard(id, { scroll = true } = {}) {
  const asked = cardOf(id);
  if (!asked) return;
  const card = instead(asked);
  note(id, card);
  putOn(card, session);
  if (card.id === "check") showQuestions(session.answers);
  if (card.id === "afterwards") import("./calm-end.js").then((end) => end.showCalmEnd(session)).catch(() => {});
  if (scroll) {
    toTop();
    const heading = headingOf(card);
    if (heading) heading.tabIndex = -1;
    heading?.focus({ preventScroll: true });
  }
  tick();
}

/**
 * What it means for the session that a card shows.
 *
 * @param {string} id  of what was asked for
 * @param {HTMLElement} card  that shows
 */
function note(id, card) {
  if (card.id === "hold" && session.started === null) on("pull"); // by an address too
  session = { ...session, view: id, pregnant: session.pregnant || id === "pregnant" };
  if (session.started !== null && ["hold", "rub"].includes(card.id)) session = start(session, card);
  keep(session);
}

/**
 * The card itself, or what stands in its place: the ambulance, what is left out and why, the questions.
 *
 * @param {HTMLElement} card
 */
function instead(card) {
  if (session.state === "danger") return one(document, "#danger");
  if (isOff(card)) return one(document, "#today");
  // Heat that is on is timed, whoever was away meanwhile.
  if (!isGated(card) || session.clear || (card.id === "warmth" && session.starts.warmth)) return card;
  wanted = card.id;
  if (location.hash !== "#check") replaceAddress("#check");
  return one(document, "#check");
}

const toTop = () => scrollTo({ top: 0, behavior: "instant" }); // nothing glides

function tick(now = Date.now()) {
  const { hidden, back, jump } = presence(now);
  if (hidden) return;
  if (jump) {
    session = keep(moved(session, jump));
    moveAnswer(jump);
  }
  // Away is also a page that stood still, as on a phone that was locked.
  if (back || returned(session, now).away) {
    comeBack(now);
    return;
  }
  session = { ...session, seen: now };
  if (Math.abs(now - noted) > TOUCH_EVERY_MS) {
    noted = now;
    // What another window did meanwhile is not written over.
    session = keep({ ...(recall(now) ?? session), seen: now });
  }
  const event = due(session, now);
  if (event) on(event);
  draw(session, now);
}

/**
 * The reader is here again, whatever the phone did meanwhile; another window may have gone on with the session.
 *
 * @param {number} now
 */
function comeBack(now) {
  const back = returned(recall(now) ?? session, now);
  session = back.session;
  if (back.away) arrive();
  judge();
  showCard(session.view, { scroll: back.away });
}

/** After an absence: the first instruction, or the heat that may still be on. */
function arrive() {
  session = { ...session, view: session.starts.warmth ? "warmth" : "stretch" };
  replaceAddress(location.pathname + location.search);
}

/** What was ticked, here or on the page of the signs. */
function judge() {
  const said = saidOf(session);
  if (isDanger(said)) {
    on("sign");
    import("./ambulance.js").then(({ dial }) => dial()).catch(() => {});
  } else on("sign taken back");
  showSaid(said, session.answers);
  lookUp(said).then((news) => {
    if (!news) return;
    judge();
    showCard(session.view, { scroll: false });
  });
}

/**
 * A step forward, with an entry in the browser's history.
 *
 * @param {string} id
 */
function go(id) {
  if (location.hash !== `#${id}`) pushAddress(`#${id}`);
  showCard(id);
}

/**
 * What a tap on a link means before it leads on.
 *
 * @param {HTMLAnchorElement} link
 * @returns {string}  the card that comes next
 */
function follow(link) {
  const to = link.hash.slice(1);
  if (link.matches(".warmth-off")) return takeOff();
  if (link.matches(".start-again")) on("again");
  else if (to === "hold") {
    on("pull");
    session = { ...stopped(session, "hold"), variant: link.closest(".card")?.id ?? "stretch" }; // another pull
  } else if (to === "afterwards") on(link.closest("#hold") ? "eased" : "done");
  else if (!isStretch(cardOf(to) ?? main)) on("act");
  return onward(to, link.matches(".main-button"));
}

/**
 * The card that a way leads to. Who is pregnant is led past rubbing and heat (evidence: MASSBMC).
 *
 * @param {string} to
 * @param {boolean} next  whether it is the next step, and no chosen one
 */
function onward(to, next) {
  if (to === "check") wanted = session.pregnant ? "move" : "rub";
  if (!next) return to;
  return nextAllowed(to === "warmth" && session.pregnant ? "position" : to);
}

/** The heat is off. Whoever was away is not asked about the cramp before it is. */
function takeOff() {
  session = stopped(session, "warmth");
  on("same cramp");
  return session.started === null ? "afterwards" : "position";
}

/** @param {HTMLElement} button  of the questions */
function answerQuestion(button) {
  const { answers, clear } = answerBy(button, session.answers);
  session = { ...session, answers, clear };
  if (clear) {
    on("act");
    go(nextAllowed(wanted));
    return;
  }
  showCard("check", { scroll: false });
  readQuestion(answers);
}

/** @type {[string, (link: HTMLElement) => void][]}  What is tapped, and what that does; the first that fits. */
const TAPS = [
  [".again button", () => (on("same cramp"), go("hold"))],
  [".ask [data-answer=yes]", () => (on("eased"), go("afterwards"))],
  [".ask [data-answer=no]", stillTight],
  [".take-back", takeBack],
  ["[data-part]", sayWhich],
  ["#check [data-answer], #check .main-button", answerQuestion],
  [".start", startHeat],
  ["a[href^='#']", (link) => link instanceof HTMLAnchorElement && go(follow(link))],
];

/** @param {HTMLElement} part  of a question */
function sayWhich(part) {
  session = { ...session, answers: answerWhich(part, session.answers) };
  sayYes(part);
  judge();
  showCard(wanted);
}

function stillTight() {
  on("still tight");
  sayLong();
  location.assign(`${one(document, ".to-signs", HTMLAnchorElement).href}#ten-minutes`);
}

/** Nothing of it is so: back to where the reader was. */
function takeBack() {
  forget();
  session = { ...session, clear: false, answers: {} };
  judge();
  showCard(firstCard(location.hash.slice(1), session.view));
}

/** @param {HTMLElement} button */
function startHeat(button) {
  on("act");
  const card = button.closest(".card");
  if (card) session = keep(start(session, card));
  tick();
  toTop(); // where the timer is
}

document.addEventListener("click", (event) => {
  const { target } = event;
  if (!(target instanceof Element) || !target.closest("main, .steps, .heat")) return;
  for (const [selector, act] of TAPS) {
    const tapped = target.closest(selector);
    if (!(tapped instanceof HTMLElement)) continue;
    event.preventDefault();
    act(tapped);
    return;
  }
});
// A change of language keeps the place: same address shape, same fragment.
one(document, ".languages").addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest("a") : null;
  if (link) link.hash = location.hash;
});
addEventListener("popstate", () => {
  closeQuestion();
  showCard(firstCard(location.hash.slice(1)));
});
document.addEventListener("visibilitychange", () => tick());
// Back from another page, the browser may show this one as it was left.
addEventListener("pageshow", ({ persisted }) => persisted && comeBack(Date.now()));
// Another window shows the same session.
addEventListener("storage", ({ key }) => {
  if (!inView() || !(key === null || key.endsWith(KEY) || key.endsWith(ANSWERS))) return;
  const before = session.view;
  session = recall() ?? session;
  judge();
  if (session.view !== before) showCard(session.view, { scroll: false });
  else draw(session, Date.now());
});

/** The session that this page goes on with, or a new one. */
function open(now = Date.now()) {
  const here = location.hash.slice(1);
  const back = returned(recall(now) ?? { ...fresh(now), seen: 0 }, now);
  session = back.session;
  const followed = session.state === "reading" && !session.starts.warmth && !wasRestored();
  if (!back.away || followed) session = { ...session, view: firstCard(here, back.away ? "" : session.view) };
  else arrive();
  judge();
  showCard(session.view, { scroll: session.view !== "stretch" });
}

document.documentElement.dataset.cards = ""; // one at a time; mostly first-card.js has said so
open();
document.documentElement.dataset.flow = "";
dispatchEvent(new Event("scripted")); // what was tapped before is heard now (common/after-paint.js)
setInterval(tick, TICK_MS);
