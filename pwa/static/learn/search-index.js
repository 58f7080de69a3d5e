/* Search as pure functions: which places answer what was typed, the best first. */

import { isHan, match, near, runs, telling, words } from "./search-words.js";

/** Where a result leads, and the sentences there. @typedef {{path: string, title: string, rows: string[]}} Place */
/** content/search.yaml: pages that come first, other words for the pages', words that say nothing.
 * @typedef {{leads: [string, string[]][], means: Record<string, string>, ignore: string[]}} SearchWords */
/** `rows` has the place and the row in it of each text, the title being row -1; `latin` and `han` where each word stands
 * among them; `phrases` are the words of leads and means.
 * @typedef {{places: Place[], rows: [number, number][], latin: Map<string, number[]>, han: Map<string, number[]>, phrases: Set<string>, leads: [string, number][], means: [string, string][], ignore: string[]}} Index */
/** `row` is -1 where no sentence answers; `terms` are what was looked for, `lead` the phrase that puts the place first.
 * @typedef {{place: number, row: number, score: number, terms: string[], lead: string}} Found */

const TITLE = 2;
// More than any sentence has, so that a curated page comes first; less where the phrase is a part of what was typed.
const LEAD = 100;
// What was not typed so counts less: a corrected word, and an English word on a page in another language.
const [CORRECTED, ENGLISH] = [0.5, 0.7];
// One Chinese character in a pair of them.
const PART = 0.6;

/** @param {string} text */
const plain = (text) => runs(text).join(" ");

/** The longest first. @param {string} one @param {string} other */
const longest = (one, other) => other.length - one.length;

/**
 * @param {Place[]} places
 * @param {SearchWords} typed
 * @returns {Index}
 */
export function makeIndex(places, typed) {
  /** @type {Index["rows"]} */
  const rows = [];
  /** @type {Index["latin"]} */
  const latin = new Map();
  /** @type {Index["han"]} */
  const han = new Map();
  places.forEach((place, at) => {
    [place.title, ...place.rows].forEach((text, row) => {
      for (const word of new Set(words(text))) {
        const where = isHan(word) ? han : latin;
        const found = where.get(word);
        if (found) found.push(rows.length);
        else where.set(word, [rows.length]);
      }
      rows.push([at, row - 1]);
    });
  });
  const paths = places.map(({ path }) => path);
  /** @type {Index["leads"]} */
  const leads = typed.leads.flatMap(([path, said]) => said.map((phrase) => /** @type {[string, number]} */ ([plain(phrase), paths.indexOf(path)])));
  /** @type {Index["means"]} */
  const means = Object.entries(typed.means).map(([from, to]) => [plain(from), to]);
  means.sort(([one], [other]) => longest(one, other));
  const phrases = new Set([...leads, ...means].flatMap(([phrase]) => phrase.split(" ")));
  return { places, rows, latin, han, phrases, leads, means, ignore: typed.ignore.map(plain).sort(longest) };
}

/**
 * A word that no page and no phrase has, as the nearest one that they have.
 *
 * @param {Index} index
 * @param {string} word
 */
function correct({ latin, phrases }, word) {
  if (word.length < 5 || isHan(word) || latin.has(word) || phrases.has(word)) return word;
  const [ours, theirs] = [[...phrases], [...latin.keys()]];
  // A phrase is looked for as it is written, a word of the pages by its beginning and without its ending too.
  const phrase = ours.find((one) => near(word, one));
  if (phrase) return phrase;
  if (theirs.some((one) => match(word, one)) || ours.some((one) => one.startsWith(word))) return word;
  const all = [...theirs, ...ours];
  return all.find((one) => near(word, one)) ?? all.find((one) => near(word, one.slice(0, word.length))) ?? word;
}

/** A phrase in a text of words between spaces. @param {string} phrase @param {string} to  @returns {(text: string) => string} */
const replacing = (phrase, to) => (text) => (isHan(phrase) ? text.replaceAll(phrase, ` ${to} `) : text.replaceAll(` ${phrase} `, ` ${to} `));

/**
 * @param {Index} index
 * @param {string} query
 * @returns {Found[]}  the best first
 */
export function find(index, query) {
  const typed = runs(query);
  const meant = typed.map((word) => correct(index, word));
  const weight = meant.join() === typed.join() ? 1 : CORRECTED;
  const text = ` ${meant.join(" ")} `;
  const less = index.ignore.reduce((said, phrase) => replacing(phrase, " ")(said), text);
  const asked = less.trim() ? ` ${plain(less)} ` : text;
  const other = index.means.reduce((said, [from, to]) => replacing(from, to)(said), asked);
  const direct = ranked(index, words(asked), weight);
  const found = [...led(index, text, asked, weight, direct), ...direct, ...ranked(index, words(other), weight)];
  const terms = telling([...words(asked), ...words(other)]);
  return best(found).map((one) => ({ ...one, terms }));
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

/** Letters without spaces. @param {string} text */
const size = (text) => text.replaceAll(" ", "").length;

/**
 * How much of what was asked a phrase is, from 0 to 1; the phrase may also be what somebody has begun to type.
 *
 * @param {string} phrase
 * @param {string} text  all that was typed, between spaces
 * @param {string} asked  the same without what says nothing
 */
function share(phrase, text, asked) {
  if (isHan(phrase) ? text.includes(phrase) : text.includes(` ${phrase} `)) return Math.min(1, size(phrase) / size(asked));
  const begun = asked.trim();
  return begun.length > (isHan(begun) ? 1 : 2) && phrase.startsWith(begun) ? size(begun) / size(phrase) : 0;
}

/**
 * The places that a phrase leads to, each with the row that best answers what was typed.
 *
 * @param {Index} index
 * @param {string} text
 * @param {string} asked
 * @param {number} weight
 * @param {Found[]} direct
 * @returns {Found[]}
 */
function led(index, text, asked, weight, direct) {
  const rows = new Map(best(direct).map(({ place, row }) => [place, row]));
  return index.leads.flatMap(([lead, place]) => {
    const part = share(lead, text, asked);
    if (place < 0 || !part) return [];
    // Of two phrases that are all that was asked, the longer one says more.
    return { place, row: rows.get(place) ?? -1, score: weight * LEAD * part * part + size(lead), terms: [], lead };
  });
}

/**
 * The rows that answer some of the terms; rare words and whole answers count most.
 *
 * @param {Index} index
 * @param {string[]} terms
 * @param {number} weight
 * @returns {Found[]}
 */
function ranked(index, terms, weight) {
  const hits = telling(terms).map((term) => hitsOf(index, term));
  /** What a row, or its title, answers to each term. @param {number} at */
  const answers = (at) => hits.map(({ quality }) => quality.get(at) ?? 0);
  /** @type {Map<number, number>} */
  const count = new Map();
  const found = [...new Set(hits.flatMap(({ quality }) => [...quality.keys()]))].map((at) => {
    const [place, row] = index.rows[at];
    count.set(place, (count.get(place) ?? 0) + 1);
    const [inTitle, inRow] = [answers(at - row - 1), row < 0 ? [] : answers(at)];
    let [score, answered] = [0, 0];
    hits.forEach(({ rare }, term) => {
      const [title, here] = [inTitle[term], inRow[term] ?? 0];
      score += rare * (TITLE * title + here);
      answered += title || here ? 1 / hits.length : 0;
    });
    return { place, row, score: score * answered * answered * weight, terms: [], lead: "" };
  });
  return found.map((one) => ({ ...one, score: one.score * (1 + (count.get(one.place) ?? 0) / 40) }));
}

/** In which rows a term stands, how well, and how rare it is. @param {Index} index @param {string} term */
function hitsOf({ places, rows, latin, han }, term) {
  /** @type {Map<number, number>} */
  const quality = new Map();
  /** @param {number[]} where @param {number} value */
  const add = (where, value) => where.forEach((at) => quality.set(at, Math.max(value, quality.get(at) ?? 0)));
  if (isHan(term) && term.length > 1) add(han.get(term) ?? [], 1);
  else
    for (const [word, where] of isHan(term) ? han : latin) {
      const value = isHan(term) ? (word.includes(term) ? PART : 0) : match(term, word);
      if (value) add(where, value);
    }
  const held = new Set([...quality.keys()].map((at) => rows[at][0]));
  return { quality, rare: Math.log(1 + places.length / (held.size || 1)) };
}
