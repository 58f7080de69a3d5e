/* What the reader has said of this cramp: advice that a ticked sign forbids is gone, one card says why and leads on, and
   an ambulance sign replaces the whole flow by the card with the number. */

import { all, maybe, one, pageTag } from "../common/dom.js";
import { addTick, answer, forget, keepTicks } from "../signs/answers.js";

const EMERGENCY = "emergency_now";
const SPEAKS_MS = 2 * 60 * 60 * 1000; // what was ticked without a cramp speaks of one that begins soon
const ADVICE = ["rub", "warmth", "stretch", "walk"];
const root = document.documentElement;
/** @typedef {{ids: string[], level: string, off: string[], known: boolean}} Said */
/** @type {Record<string, import("../signs/boxes.js").Sign | undefined>} */
let signs = {};
let asked = ""; // for which ids the signs' page was read last

/**
 * What was ticked and speaks of this cramp. A sign of which nothing is known may forbid everything.
 *
 * @param {import("./night.js").Session} session
 * @returns {Said}
 */
export function saidOf(session, now = Date.now()) {
  const kept = answer(now);
  const speaks = kept && (kept.at >= session.since || (!kept.cramp && now - kept.at < SPEAKS_MS));
  if (!speaks || !kept.ids.length) return { ids: [], level: "", off: [], known: true };
  const { ids, level, off } = kept;
  if (level && off) return { ids, level, off, known: true };
  const found = ids.map((id) => signs[id]);
  const known = found.every(Boolean);
  const levels = [EMERGENCY, "same_day", "appointment"];
  return {
    ids,
    level: levels.find((name) => found.some((sign) => sign?.level === name)) ?? "same_day",
    off: found.flatMap((sign) => sign?.off ?? ADVICE),
    known,
  };
}

/** @param {Said} said */
export const isDanger = ({ level }) => level === EMERGENCY;

/**
 * The words of the signs, and what an older version did not keep of them.
 *
 * @param {Said} said
 * @returns {Promise<boolean>}  whether there was something new to read
 */
export async function lookUp(said) {
  const wanted = said.ids.join(" ");
  if (!wanted || wanted === asked) return false;
  asked = wanted;
  const found = import("../signs/boxes.js").then(({ signsIn }) => signsIn(pageTag)); // nothing is ticked mostly
  signs = await found.catch(() => ({}));
  return true;
}

/**
 * Switch off what is forbidden, and name what was said.
 *
 * @param {Said} said
 * @param {Record<string, string>} answers  to the questions: whoever answered there reads those words again
 */
export function showSaid({ ids, level, off }, answers) {
  root.dataset.off = off.join(" ");
  for (const card of all(document, "main [data-advice]")) {
    // The questions are for what comes after them: off with all of it.
    card.classList.toggle("off", (card.dataset.advice ?? "").split(" ").every((advice) => off.includes(advice)));
  }
  for (const link of all(document, ".steps a", HTMLAnchorElement)) {
    link.closest("li")?.toggleAttribute("hidden", maybe(document, link.hash)?.classList.contains("off"));
  }
  const parts = all(document, "#check [data-part]").filter((part) => Object.values(answers).includes(part.dataset.part ?? ""));
  const texts = ids.flatMap((id) => {
    const chosen = parts.filter((part) => signOf(part) === id);
    return chosen.length ? chosen.map((part) => part.textContent) : (signs[id]?.text ?? []);
  });
  for (const list of all(document, ".saids")) {
    list.replaceChildren(...texts.map((textContent) => Object.assign(document.createElement("li"), { textContent })));
  }
  for (const part of all(document, "#today [data-level]")) part.hidden = part.dataset.level !== level;
  // Also what was ticked too long ago to forbid anything.
  one(document, ".told").hidden = !answer()?.ids.length;
}

/** A part of a question is a link to its sign. @param {HTMLElement} part */
function signOf(part) {
  return part instanceof HTMLAnchorElement ? part.hash.slice(1) : (part.dataset.sign ?? "");
}

/** A yes of the questions. @param {HTMLElement} part  with the sign, its urgency and what it switches off */
export function sayYes(part) {
  const { level = "", off = "" } = part.dataset;
  addTick({ id: signOf(part), level, off: off.split(" ") });
}

/** "No, still tight": the reader's own answer is the sign. */
export function sayLong() {
  sayYes(one(document, "#ten-minutes"));
}

/** What "it has eased" makes untrue. */
export function unsayLong() {
  const long = one(document, "#ten-minutes").dataset.sign;
  const said = answer()?.ids ?? [];
  const left = said.filter((id) => id !== long);
  if (left.length === said.length) return;
  if (left.length) keepTicks({ ids: left });
  else forget();
}

/**
 * A cramp that begins: what was answered about an earlier one is forgotten.
 *
 * @param {import("./night.js").Session} session
 */
export function forgetEarlier({ since }) {
  const kept = answer();
  if (kept?.cramp && kept.at < since) forget();
}
