/* Which countries somebody means who types a name, a part of one, or the two letters of a country. */

import { fold } from "../common/fold.js";

/** A country with its names, those on the page and others. @typedef {{code: string, names: string[]}} Named */

const HAN = /^\p{Script=Han}/u;
const [EXACT, BEGINS, WORD, INSIDE, NOT] = [0, 1, 2, 3, 4];

/** "U.K." is "uk", "Timor-Leste" two words. @param {string} text */
const plain = (text) =>
  fold(text)
    .replaceAll(".", "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** @param {string} typed @param {string} name */
function rank(typed, name) {
  if (name === typed) return EXACT;
  if (name.startsWith(typed)) return BEGINS;
  // Chinese writes no spaces between words.
  if (name.includes(` ${typed}`) || (HAN.test(typed) && name.includes(typed))) return WORD;
  return name.includes(typed) ? INSIDE : NOT;
}

/**
 * The best first: code and whole name, then beginnings. A part inside a word counts only where nothing else is found:
 * "us" is in Austria, Russia and Australia.
 *
 * @param {Named[]} countries
 * @param {string} text
 * @returns {number[]}  at which places of the list they stand
 */
export function matching(countries, text) {
  const typed = plain(text);
  if (!typed) return [...countries.keys()];
  const ranks = countries.map(({ code, names }) => {
    const own = names.map((name) => rank(typed, plain(name)));
    return code.toLowerCase() === typed ? EXACT : Math.min(NOT, ...own);
  });
  const least = Math.min(...ranks) < INSIDE ? WORD : INSIDE;
  return [...countries.keys()].filter((at) => ranks[at] <= least).sort((a, b) => ranks[a] - ranks[b]);
}
