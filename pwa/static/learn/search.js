/* The search field above the topics. What it searches are the pages themselves, which are all on the phone: an index that
   travels weighs 5 kB, and could say something else than the page. Enhancement only: without scripts there is no field. */

import { all, copyOf, maybe, one } from "../common/dom.js";
import { pageAt } from "../common/page-loader.js";
import { find, makeIndex, together } from "./search-index.js";

const MOST_RESULTS = 8;
const PAGES = ".choose.topics a, nav a";
const PARTS = "tr[id], .signs fieldset";
const ROWS = ".lead, section > h2, .points > li, .avoid li, tr[id] td, .words, .card h1, .card h2";

/** @typedef {{path: string, title: string, rows: string[], langs: (string | undefined)[]}} Place  Where a result leads. */
/** @typedef {{index: import("./search-index.js").Index, places: Place[]}} Searched  What is searched of a language. */

const search = one(document, ".search");
const field = one(search, "input", HTMLInputElement);
const { home = "", english = "" } = search.dataset;

/** @param {Element} element */
function textOf(element) {
  const copy = document.importNode(element, true);
  for (const extra of copy.querySelectorAll(".sure, .what[aria-hidden], .level, .reason, a")) extra.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * A page as the places that a result can lead to: the whole of it, or each row or group that has an address.
 *
 * @param {Document} page
 * @param {string} address
 * @param {string} title
 * @returns {Place[]}
 */
function placesOf(page, address, title) {
  /** @param {HTMLElement} part @param {string} path @param {string} name */
  const place = (part, path, name) => {
    const rows = all(part, ROWS);
    return { path, title: name, rows: rows.map(textOf), langs: rows.map((row) => maybe(row, "[lang]")?.lang) };
  };
  const main = one(page, "main");
  const parts = all(main, PARTS).map((part) => {
    const anchor = part.id || one(part, "[id]").id;
    return place(part, `${address}#${anchor}`, textOf(one(part, "th, legend")));
  });
  for (const part of all(main, PARTS)) part.remove();
  return [place(main, address, title), ...parts];
}

/**
 * The index of a language, over the pages that this page leads to.
 *
 * @param {string} root  the path of the language
 * @returns {Promise<Searched>}
 */
async function indexOf(root) {
  const links = all(document, PAGES, HTMLAnchorElement).filter((link) => link.pathname !== location.pathname);
  const pages = links.map(async (link) => {
    const address = link.pathname.replace(home, root);
    const page = await pageAt(address);
    // A screen is called as the foot of each page calls it: the cramp screen's heading is its first instruction.
    return placesOf(page, address, textOf(maybe(page, "nav [aria-current]") ?? one(page, "h1")));
  });
  const synonyms = await (await fetch(`${root}synonyms.json`)).json();
  const places = (await Promise.all(pages)).flat();
  return { index: makeIndex(places, synonyms), places };
}

/** @type {Promise<Searched[]> | undefined} */
let indexes;

/** The index of the page's language, and that of English where it is another one. */
function ready() {
  indexes ??= Promise.all([...new Set([home, english])].map(indexOf)).catch((error) => {
    // A page did not come while the phone is not ready offline: the next letter tries again.
    indexes = undefined;
    throw error;
  });
  return indexes;
}

async function showResults() {
  const [own, other] = await ready();
  const query = field.value;
  const mine = find(own.index, query);
  const found = (other ? together(mine, find(other.index, query)) : mine).slice(0, MOST_RESULTS);
  one(search, ".found").replaceChildren(...found.map(({ place, row }) => drawn(own.places[place], row)));
  for (const line of all(search, "[data-when]")) {
    line.hidden = !query.trim() || (line.dataset.when === "some") !== found.length > 0;
  }
  one(search, "[data-live=results]").textContent = String(found.length);
}

/**
 * @param {Place} place
 * @param {number} row
 */
function drawn(place, row) {
  const item = copyOf(search, "template");
  const sentence = one(item, ".small");
  // Where only the title matched, the first sentence says what the page is about.
  const shown = Math.max(row, 0);
  one(item, "a", HTMLAnchorElement).href = place.path;
  one(item, ".name").textContent = place.title;
  sentence.textContent = place.rows[shown] ?? "";
  const lang = place.langs[shown];
  if (lang) sentence.lang = lang;
  return item;
}

search.hidden = false;
field.addEventListener("focus", ready, { once: true });
field.addEventListener("input", showResults);
