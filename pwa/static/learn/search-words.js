/* Words as the search compares them. Chinese, which has no spaces, is cut into pairs of characters, others into words. */

import { fold } from "../common/fold.js";

const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const HAN = /^\p{Script=Han}/u;

/** @param {string} text */
export const isHan = (text) => HAN.test(text);

/** Words, and stretches of Chinese. @param {string} text  @returns {string[]} */
export const runs = (text) => fold(text).match(RUNS) ?? [];

/** @param {string} text */
export function words(text) {
  return runs(text).flatMap((run) => {
    if (!isHan(run) || run.length === 1) return [run];
    return [...run].slice(1).map((letter, at) => run[at] + letter);
  });
}

/** What says something: "at", "di" say nothing beside longer words. @param {string[]} terms */
export function telling(terms) {
  const long = terms.filter((term) => term.length > 2 || isHan(term));
  return [...new Set(long.length ? long : terms)];
}

/** How many letters two words begin with together. @param {string} one @param {string} other */
function shared(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/**
 * How well a word of a page answers a word that was typed, from 0 to 1; neither is Chinese.
 *
 * @param {string} typed
 * @param {string} word
 */
export function match(typed, word) {
  if (word === typed) return 1;
  if (word.startsWith(typed)) return 0.8;
  const same = shared(word, typed);
  // "cramps", "twitches", "stretching" for "cramp", "twitch", "stretch"; not "kalium" for "kali".
  const ending = same === word.length && typed.length - same <= (same > 4 ? 3 : 1);
  if (same >= 4 && (ending || same >= 0.7 * Math.max(word.length, typed.length))) return 0.7;
  // "hamil" in "kehamilan": Indonesian puts syllables before a word too.
  return typed.length >= 4 && word.includes(typed) ? 0.5 : 0;
}

/** At most one letter added, left out or changed, or two letters swapped. @param {string} one @param {string} other */
export function near(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  const at = shared(one, other);
  const [a, b] = [one.slice(at), other.slice(at)];
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return swapped || a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1);
}

/**
 * A text in passages, those that answer a term and those between them: [passage, answers].
 *
 * @param {string} text
 * @param {string[]} terms
 * @returns {[string, boolean][]}
 */
export function passages(text, terms) {
  const answers = new Array(text.length).fill(false);
  const [latin, han] = [terms.filter((term) => !isHan(term)), terms.filter(isHan)];
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    const folded = fold(run);
    if (!isHan(run)) {
      if (latin.some((term) => match(term, folded))) answers.fill(true, index, index + run.length);
      continue;
    }
    for (const term of han) {
      for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) answers.fill(true, index + at, index + at + term.length);
    }
  }
  /** @type {[string, boolean][]} */
  const found = [];
  for (const [at, letter] of text.split("").entries()) {
    const last = found[found.length - 1];
    if (last && last[1] === answers[at]) last[0] += letter;
    else found.push([letter, answers[at]]);
  }
  return found;
}
