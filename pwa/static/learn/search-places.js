/* What is searched: the pages themselves, which are all on the phone. An index that travels would weigh more, and could
   say something else than the page. */

import { within } from "../common/deadline.js";
import { all, maybe, one } from "../common/dom.js";
import { pageAt } from "../common/page-loader.js";
import { makeIndex } from "./search-index.js";

const ANSWER_MS = 8000; // they are on the phone, mostly
const PAGES = ".choose.topics a, nav a";
const PARTS = "[role=row][id], .signs fieldset";
const LEAD = "main > .lead";
const ROWS = ".lead, main > h2, main > p:not(.small), section > h2, section > p:not(.small), .points > li, .avoid li, [role=row][id] [role=cell], .words, .card h1, .card h2";
const EXTRAS = "select, .sure, .what[aria-hidden], .level, .reason, .aid, a";

/** `anchors` are the ids of rows that have an address of their own.
 * @typedef {{path: string, title: string, rows: string[], langs: (string | undefined)[], anchors: (string | undefined)[]}} Place */
/** @typedef {{index: import("./search-index.js").Index, places: Place[]}} Searched  What is searched of a language. */

/** @param {Element} element */
function textOf(element) {
  const copy = document.importNode(element, true);
  for (const extra of copy.querySelectorAll(EXTRAS)) extra.remove();
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
    // What the page is about stands first: it is shown where nothing else answers.
    const rows = [...new Set([...all(part, LEAD), ...all(part, ROWS)])];
    const anchors = rows.map((row) => row.closest("label")?.id);
    return { path, title: name, rows: rows.map(textOf), langs: rows.map((row) => maybe(row, "[lang]")?.lang), anchors };
  };
  const main = one(page, "main");
  // An answer that nobody has asked for would alarm: "a danger to your life" is said to who ticked a sign.
  for (const answer of all(main, ".verdict")) answer.remove();
  const parts = all(main, PARTS).map((part) => {
    const anchor = part.id || one(part, "[id]").id;
    return place(part, `${address}#${anchor}`, textOf(one(part, "[role=rowheader], legend")));
  });
  for (const part of all(main, PARTS)) part.remove();
  return [place(main, address, title), ...parts];
}

/** The paths, below the language's, of the pages that this one leads to. @param {string} home  the path of the language */
export function pagesBelow(home) {
  const links = all(document, PAGES, HTMLAnchorElement).filter((link) => link.pathname !== location.pathname);
  return [...new Set(links.map((link) => link.pathname.slice(home.length)))];
}

/**
 * What is searched of a language.
 *
 * @param {string} root  the path of the language
 * @param {string[]} below  the paths of its pages below it
 * @returns {Promise<Searched>}
 */
export async function searched(root, below) {
  const words = within(ANSWER_MS, async (signal) => (await fetch(`${root}search.json`, { signal })).json());
  const pages = below.map(async (path) => {
    const address = root + path;
    const page = await pageAt(address);
    // A screen is called as the foot of each page calls it: the cramp screen's heading is its first instruction.
    return placesOf(page, address, textOf(maybe(page, "nav [aria-current]") ?? one(page, "h1")));
  });
  const [typed, ...found] = await Promise.all([words, ...pages]);
  const places = found.flat();
  return { index: makeIndex(places, typed), places };
}
