/* The cards of the cramp screen: which they are, and what is put on them for this reader. */

import { all, maybe, one } from "../common/dom.js";

const GATED = ["rub", "warmth"]; // advice that is dangerous over a clot or an injury: three questions come first
const app = document.title;
const holdPoints = one(document, "#hold .points");

/** @param {string} id */
export function cardOf(id) {
  const card = document.getElementById(id);
  return card?.classList.contains("card") ? card : null;
}

/** The first of these that is a card of this page, else the first step. @param {string[]} ids */
export const firstCard = (...ids) => ids.find(cardOf) ?? "stretch";

/** @param {HTMLElement} card */
export const isGated = (card) => GATED.includes(card.dataset.advice ?? "");

/**
 * Every way to stretch, and the hold, belong to the first step.
 *
 * @param {HTMLElement} card
 */
export const isStretch = (card) => card.dataset.advice === "stretch" || card.id === "ways";

/** @param {HTMLElement} card */
export function markStep(card) {
  const step = isStretch(card) ? "stretch" : card.id;
  document.title = `${one(card, "h1, h2").textContent} · ${app}`; // the browser's history tells the cards apart
  for (const link of all(document, ".steps a", HTMLAnchorElement)) {
    link.removeAttribute("aria-current");
    if (link.hash !== `#${step}`) continue;
    link.setAttribute("aria-current", "step");
    link.scrollIntoView({ block: "nearest", inline: "center" });
  }
}

/**
 * While it is held, the points of the chosen way stand below: a straight knee and a bent one are never mixed.
 *
 * @param {HTMLElement} card
 * @param {string} variant  id of the card with the way
 */
export function showWay(card, variant) {
  card.dataset.way = cardOf(variant) ? variant : "stretch";
  const points = maybe(document, `#${card.dataset.way} .points`) ?? holdPoints;
  one(card, ".points").replaceWith(points.cloneNode(true));
  const drawn = document.querySelector(`#${card.dataset.way} img.pic`);
  const figure = drawn instanceof HTMLImageElement ? drawn.src : (card.dataset.figure ?? "");
  card.style.setProperty("--figure", `url("${figure}")`); // inside the ring (timer.css)
}

/**
 * What whoever is pregnant read first, about rubbing and heat, stands on those cards too, for this cramp.
 *
 * @param {HTMLElement} card
 * @param {boolean} pregnant
 */
export function mind(card, pregnant) {
  maybe(card, ".minded")?.remove();
  if (!pregnant) return;
  const minded = document.createElement("p");
  minded.className = "minded";
  minded.textContent = one(document, "#pregnant .points li").textContent;
  one(card, "h2").after(minded);
}
