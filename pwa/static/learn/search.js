/* The search field above the topics. Enhancement only: without scripts there is no field. */

import { all, copyOf, maybe, one } from "../common/dom.js";
import { find, together } from "./search-index.js";
import { pagesBelow, searched } from "./search-places.js";
import { passages } from "./search-words.js";

const MOST_RESULTS = 8;

/** @typedef {import("./search-places.js").Searched} Searched */
/** @typedef {import("./search-places.js").Place} Place */
/** @typedef {import("./search-index.js").Found} Found */

const search = one(document, ".search");
const field = one(search, "input", HTMLInputElement);
const rest = all(document, ".search ~ *");
const { home = "", english = "" } = search.dataset;

/** @type {Promise<void> | undefined} */
let loading;
/** The index of the page's language, and that of English where it is another one. @type {Searched[] | undefined} */
let indexes;

async function load() {
  const roots = [...new Set([home, english])];
  indexes = await Promise.all(roots.map((root) => searched(root, pagesBelow(home))));
}

/** Rejects where a page does not come because the phone is not ready offline: the next letter tries again. */
function ready() {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function showResults() {
  if (field.value.trim() && !indexes) {
    showLine("loading");
    try {
      await ready();
    } catch {
      showLine("failed");
      return;
    }
  }
  const query = field.value.trim();
  if (!query || !indexes) {
    answer([], []);
    showLine(undefined);
    return;
  }
  const [own, other] = indexes;
  const mine = find(own.index, query);
  const found = other ? together(mine, find(other.index, query)) : mine;
  answer(own.places, found.slice(0, MOST_RESULTS));
  showLine(found.length ? "some" : "none");
}

/** Results stand alone, else the list of topics below would seem to go on with them.
 * @param {"loading" | "failed" | "some" | "none" | undefined} state */
function showLine(state) {
  for (const part of rest) part.hidden = state === "some";
  for (const line of all(search, "[data-when]")) line.hidden = line.dataset.when !== state;
}

/**
 * @param {Place[]} places
 * @param {Found[]} found
 */
function answer(places, found) {
  one(search, ".found").replaceChildren(...found.map((each) => drawn(places[each.place], each)));
  one(search, "[data-live=results]").textContent = String(found.length);
}

/**
 * A result and why it is one: what answers is marked, and where nothing does, the word that led there is said.
 *
 * @param {Place} place
 * @param {Found} found
 */
function drawn(place, { row, terms, lead }) {
  const item = copyOf(search, "template");
  const [name, why, sentence] = [one(item, ".name"), one(item, ".why"), one(item, ".sentence")];
  // Where only the title matched, the first sentence says what the page is about.
  const shown = Math.max(row, 0);
  const anchor = place.anchors[shown];
  one(item, "a", HTMLAnchorElement).href = anchor ? `${place.path.split("#")[0]}#${anchor}` : place.path;
  name.append(...marked(place.title, terms));
  sentence.append(...marked(place.rows[shown] ?? "", terms));
  why.hidden = Boolean(maybe(item, "mark"));
  if (!why.hidden) one(why, "[data-live]").append(...marked(lead || field.value.trim()));
  const lang = place.langs[shown];
  if (lang) sentence.lang = lang;
  return item;
}

/**
 * @param {string} text
 * @param {string[]} [terms]  all of the text is marked without them
 */
function marked(text, terms) {
  return (terms ? passages(text, terms) : [[text, true]]).map(([passage, answers]) => {
    const node = document.createElement(answers ? "mark" : "span");
    node.textContent = String(passage);
    return node;
  });
}

search.hidden = false;
// A page that does not come is told when something is typed.
field.addEventListener("focus", () => ready().catch(() => undefined), { once: true });
field.addEventListener("input", showResults);
