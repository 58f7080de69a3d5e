/* The search field above the topics. What it searches are the pages themselves, which are all on the phone: an index that
 * travels weighs 5 kB, and could say something else than the page. Enhancement only: without scripts there is no field. */

import { find, makeIndex, together } from "./search-index.js";

const MOST = 8;
const PAGES = ".choose.topics a, nav a";
const PARTS = "tr[id], .signs fieldset";
const ROWS = ".lead, section > h2, .points > li, .avoid li, tr[id] td, .words, .card h1, .card h2";

const search = document.querySelector(".search");
const field = search.querySelector("input");
const { home, english } = search.dataset;

/** A page as a document. Not DOMParser, whose parsing is a Trusted Types sink; this one only loads what is ours. */
function load(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => resolve(request.response);
    request.onerror = reject;
    request.send();
  });
}

function textOf(element) {
  const copy = element.cloneNode(true);
  for (const extra of copy.querySelectorAll(".sure, .what[aria-hidden], .level, .reason, a")) extra.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** A page as the places that a result can lead to: the whole of it, or each row or group that has an address. */
function placesOf(page, address, title) {
  const place = (part, path, name) => {
    const rows = [...part.querySelectorAll(ROWS)];
    return { path, title: name, rows: rows.map(textOf), langs: rows.map((row) => row.querySelector("[lang]")?.lang) };
  };
  const main = page.querySelector("main");
  const parts = [...main.querySelectorAll(PARTS)].map((part) => {
    const anchor = part.id || part.querySelector("[id]").id;
    return place(part, `${address}#${anchor}`, textOf(part.querySelector("th, legend")));
  });
  for (const part of main.querySelectorAll(PARTS)) part.remove();
  return [place(main, address, title), ...parts];
}

/** The index of a language, over the pages that this page leads to. */
async function indexOf(root) {
  const links = [...document.querySelectorAll(PAGES)].filter((link) => link.pathname !== location.pathname);
  const pages = links.map(async (link) => {
    const address = link.pathname.replace(home, root);
    const page = await load(address);
    // A screen is called as the foot of each page calls it: the cramp screen's heading is its first instruction.
    return placesOf(page, address, textOf(page.querySelector("nav [aria-current]") ?? page.querySelector("h1")));
  });
  const synonyms = await (await fetch(`${root}synonyms.json`)).json();
  return makeIndex((await Promise.all(pages)).flat(), synonyms);
}

let indexes;
function ready() {
  indexes ??= Promise.all([...new Set([home, english])].map(indexOf)).catch((error) => {
    // A page did not come while the phone is not ready offline: the next letter tries again.
    indexes = undefined;
    throw error;
  });
  return indexes;
}

async function show() {
  const [own, other] = await ready();
  const query = field.value;
  const found = (other ? together(find(own, query), find(other, query)) : find(own, query)).slice(0, MOST);
  search.querySelector(".found").replaceChildren(...found.map((one) => drawn(own.places[one.place], one.row)));
  for (const line of search.querySelectorAll("[data-when]")) {
    line.hidden = !query.trim() || (line.dataset.when === "some") !== found.length > 0;
  }
  search.querySelector("[data-live=results]").textContent = String(found.length);
}

function drawn(place, row) {
  const item = search.querySelector("template").content.cloneNode(true);
  const [name, sentence] = item.querySelectorAll(".name, .small");
  // Where only the title matched, the first sentence says what the page is about.
  const shown = Math.max(row, 0);
  item.querySelector("a").href = place.path;
  name.textContent = place.title;
  sentence.textContent = place.rows[shown] ?? "";
  if (place.langs[shown]) sentence.lang = place.langs[shown];
  return item;
}

search.hidden = false;
field.addEventListener("focus", ready, { once: true });
field.addEventListener("input", show);
