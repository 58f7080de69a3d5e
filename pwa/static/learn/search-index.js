/* Search as pure functions. Chinese, which has no spaces, is cut into pairs of characters, other scripts into words. */

/** @typedef {{title: string, rows: string[]}} Place */
/** @typedef {{places: Place[], where: Map<string, [number, number][]>, synonyms: [string, string][], known: string[]}} Index */
/** @typedef {{place: number, row: number, score: number}} Found  `row` is -1 where only the title matched. */

const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const HAN = /\p{Script=Han}/u;
const TITLE = 2;
// What was not typed so counts less: a corrected word, and an English word on a page in another language.
const [CORRECTED, ENGLISH] = [0.5, 0.7];

/** @param {string} text  @returns {string[]} */
const runs = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(RUNS) ?? [];

/** @param {string} text */
function words(text) {
  return runs(text).flatMap((run) => {
    if (!HAN.test(run) || run.length === 1) return [run];
    return [...run].slice(1).map((letter, at) => run[at] + letter);
  });
}

/**
 * @param {Place[]} places
 * @param {Record<string, string>} synonyms
 * @returns {Index}
 */
export function makeIndex(places, synonyms) {
  /** @type {Index["where"]} */
  const where = new Map();
  places.forEach(({ title, rows }, place) => {
    [title, ...rows].forEach((text, row) => {
      for (const word of new Set(words(text))) where.set(word, [...(where.get(word) ?? []), [place, row - 1]]);
    });
  });
  /** @type {[string, string][]} */
  const said = Object.entries(synonyms).map(([from, to]) => [runs(from).join(" "), to]);
  said.sort(([one], [other]) => other.length - one.length);
  return { places, where, synonyms: said, known: [...where.keys(), ...said.flatMap(([from]) => from.split(" "))] };
}

/** How many letters two words begin with together. @param {string} one @param {string} other */
const shared = (one, other) => [...one, ""].findIndex((letter, at) => letter !== other[at]);

/**
 * How well a word of a page answers a word that was typed, from 0 to 1.
 *
 * @param {string} typed
 * @param {string} word
 */
function match(typed, word) {
  if (word === typed) return 1;
  if (HAN.test(typed)) return typed.length === 1 && word.includes(typed) ? 0.6 : 0;
  if (word.startsWith(typed)) return 0.8;
  const same = shared(word, typed);
  const ending = same === word.length && typed.length - same <= 3;
  if (same >= 4 && (ending || same >= 0.7 * Math.max(word.length, typed.length))) return 0.7;
  // "hamil" in "kehamilan": Indonesian puts syllables before a word too.
  return typed.length >= 4 && word.includes(typed) ? 0.5 : 0;
}

/** At most one letter added, left out or changed, or two letters swapped. @param {string} one @param {string} other */
function near(one, other) {
  const at = shared(one, other);
  const [a, b] = [one.slice(at), other.slice(at)];
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return swapped || a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1);
}

/**
 * A word that no page and no synonym has, as the nearest one that they have.
 *
 * @param {Index} index
 * @param {string} word
 */
function correct(index, word) {
  const there = index.known.includes(word) || [...index.where.keys()].some((known) => match(word, known));
  if (word.length < 5 || HAN.test(word) || there) return word;
  const meant = index.known.find((known) => near(word, known));
  return meant ?? index.known.find((known) => near(word, known.slice(0, word.length))) ?? word;
}

/**
 * @param {Index} index
 * @param {string} query
 * @returns {Found[]}  the best first
 */
export function find(index, query) {
  const typed = runs(query);
  const meant = typed.map((word) => correct(index, word));
  const text = ` ${meant.join(" ")} `;
  const other = index.synonyms.reduce((said, [from, to]) => said.replaceAll(HAN.test(from) ? from : ` ${from} `, ` ${to} `), text);
  const weight = meant.join() === typed.join() ? 1 : CORRECTED;
  return best([...ranked(index, words(text), weight), ...ranked(index, words(other), weight)]);
}

/**
 * Own language first; what only English finds stands at the same place of the same page in every language.
 *
 * @param {Found[]} own
 * @param {Found[]} english
 */
export function together(own, english) {
  return best([...own, ...english.map((found) => ({ ...found, score: found.score * ENGLISH }))]);
}

/** Each place once, with its best row. @param {Found[]} found */
function best(found) {
  /** @type {Map<number, Found>} */
  const places = new Map();
  for (const one of found.sort((a, b) => b.score - a.score)) if (!places.has(one.place)) places.set(one.place, one);
  return [...places.values()];
}

/**
 * The rows that answer some of the terms; rare words and whole answers count most.
 *
 * @param {Index} index
 * @param {string[]} terms
 * @param {number} weight
 */
function ranked(index, terms, weight) {
  // "at", "di": what is this short says nothing beside longer words.
  const long = terms.filter((term) => term.length > 2 || HAN.test(term));
  const hits = [...new Set(long.length ? long : terms)].map((term) => hitsOf(index, term));
  return index.places.flatMap(({ rows }, place) => {
    const every = [-1, ...rows.keys()].map((row) => {
      let [score, answered] = [0, 0];
      for (const { rare, quality } of hits) {
        const [inTitle, inRow] = [quality.get(`${place} -1`) ?? 0, row < 0 ? 0 : (quality.get(`${place} ${row}`) ?? 0)];
        score += rare * (TITLE * inTitle + inRow);
        answered += inTitle || inRow ? 1 / hits.length : 0;
      }
      return { place, row, score: score * answered * answered * weight };
    });
    const scores = every.filter(({ score }) => score > 0);
    return scores.map((one) => ({ ...one, score: one.score * (1 + scores.length / 40) }));
  });
}

/** Where a term stands, and how rare it is. @param {Index} index @param {string} term */
function hitsOf(index, term) {
  /** @type {Map<string, number>} */
  const quality = new Map();
  const places = new Set();
  for (const [word, rows] of index.where) {
    const value = match(term, word);
    for (const [place, row] of value ? rows : []) {
      places.add(place);
      quality.set(`${place} ${row}`, Math.max(value, quality.get(`${place} ${row}`) ?? 0));
    }
  }
  return { quality, rare: Math.log(1 + index.places.length / (places.size || 1)) };
}
