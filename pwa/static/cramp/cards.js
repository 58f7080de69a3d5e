/* The cards of the cramp screen: which they are, and what is put on them for this reader. */

import { all, maybe, one } from "../common/dom.js";

const GATED = ["rub", "warmth"]; // advice that is dangerous over a clot or an injury: three questions come first
const ORDER = ["stretch", "check", "rub", "move", "warmth", "position", "afterwards"];
const BESIDE = ["danger", "today", "ten-minutes"]; // cards that no link and no address leads to
const app = document.title;
const holdPoints = one(document, "#hold .points");

/** @param {string} id */
export function cardOf(id) {
  const card = document.getElementById(id);
  return card?.classList.contains("card") ? card : null;
}

/** The first of these that is a step of this page, else the first step. @param {string[]} ids */
export const firstCard = (...ids) => ids.find((id) => cardOf(id) && !BESIDE.includes(id)) ?? "stretch";

/** @param {Element} card */
export const isOff = (card) => card.classList.contains("off");

/** @param {HTMLElement} card */
export const isGated = (card) => GATED.includes(card.dataset.advice ?? "");

/**
 * The step itself, or the next one that nothing forbids.
 *
 * @param {string} id
 */
export function nextAllowed(id) {
  const from = ORDER.indexOf(id);
  if (from < 0) return id;
  return ORDER.slice(from).find((step) => !isOff(one(document, `#${step}`))) ?? id;
}

/**
 * Every way to stretch, and the hold, belong to the first step.
 *
 * @param {HTMLElement} card
 */
export const isStretch = (card) => card.dataset.advice === "stretch" || card.id === "ways";

/** The heading of a card that is read: some have one for each case. @param {HTMLElement} card */
export const headingOf = (card) => all(card, "h1, h2").find((part) => !part.hidden);

/**
 * Make this the one card that shows, for the way and the muscle that the reader chose.
 *
 * @param {HTMLElement} card
 * @param {import("./night.js").Session} session
 */
export function putOn(card, { variant, pregnant }) {
  for (const other of all(document, ".card")) other.toggleAttribute("data-now", other === card);
  card.hidden = false;
  document.documentElement.dataset.view = card.id;
  markStep(card);
  if (card.id === "hold") showWay(card, variant);
  if (isGated(card)) {
    mind(card, pregnant);
    showMuscle(card, variant);
  }
  // The one card that shows is the page: its heading is of the first level.
  for (const part of all(card, "h2, h3")) part.setAttribute("aria-level", String(Number(part.tagName[1]) - 1));
}

/** @param {HTMLElement} card */
function markStep(card) {
  const step = isStretch(card) ? "stretch" : card.id;
  document.title = `${headingOf(card)?.textContent} · ${app}`; // the browser's history tells the cards apart
  for (const link of all(document, ".steps a", HTMLAnchorElement)) {
    link.removeAttribute("aria-current");
    if (link.hash === `#${step}`) link.setAttribute("aria-current", "step");
  }
}

/**
 * While it is held, the points of the chosen way stand below: a straight knee and a bent one are never mixed.
 *
 * @param {HTMLElement} card
 * @param {string} variant  id of the card with the way
 */
function showWay(card, variant) {
  card.dataset.way = cardOf(variant) ? variant : "stretch";
  const points = maybe(document, `#${card.dataset.way} .points`) ?? holdPoints;
  one(card, ".points").replaceWith(points.cloneNode(true));
  const drawn = document.querySelector(`#${card.dataset.way} img.pic`);
  const figure = drawn instanceof HTMLImageElement ? drawn.src : (card.dataset.figure ?? "");
  card.style.setProperty("--figure", `url("${figure}")`); // inside the ring (timer.css)
}

/**
 * The muscle that was stretched is the one that is rubbed and warmed.
 *
 * @param {HTMLElement} card
 * @param {string} variant  id of the card with the way
 */
function showMuscle(card, variant) {
  const ways = all(card, "[data-muscle]");
  const named = ways.some((part) => part.dataset.muscle === variant);
  for (const part of ways) part.hidden = part.dataset.muscle !== (named ? variant : "");
  const drawing = card.querySelector("img.pic");
  drawing?.toggleAttribute("hidden", named); // it shows the calf
}

/**
 * What whoever is pregnant read first, about rubbing and heat, stands on those cards too, for this cramp.
 *
 * @param {HTMLElement} card
 * @param {boolean} pregnant
 */
function mind(card, pregnant) {
  maybe(card, ".minded")?.remove();
  if (!pregnant) return;
  const minded = document.createElement("p");
  minded.className = "minded";
  minded.textContent = one(document, "#pregnant .points li").textContent;
  one(card, ".lead").before(minded);
}
