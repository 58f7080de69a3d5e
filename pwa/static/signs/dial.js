/* Whom to call: the numbers of the reader's country, whose they are, and how sure that is. */

import { all, copyOf, maybe, one } from "../common/dom.js";
import { pageIn } from "../common/page-loader.js";

/**
 * All that the page of emergency numbers says of a country.
 *
 * @param {string} tag  language
 * @param {string} code  of the country
 */
export async function rowOf(tag, code) {
  const page = await pageIn(tag, "emergency/");
  return maybe(page, `#country-${code.toLowerCase()}`);
}

/**
 * The numbers to call for an outcome, in the language of its page. A guess is visibly a guess.
 *
 * @param {Document} page  the warning signs
 * @param {ParentNode} outcome
 * @param {HTMLElement} row  the country, in the same language
 * @param {boolean} guessed
 */
export function callsIn(page, outcome, row, guessed) {
  const part = copyOf(page, "#calls");
  one(part, ".country-name").append(...copy(one(row, "summary")).childNodes);
  one(part, ".guess").hidden = !guessed;
  const wanted = one(outcome, "[data-calls]").dataset.calls ?? "";
  const dialled = new Set();
  for (const box of all(part, "[data-kind]")) {
    const kind = box.dataset.kind ?? "";
    // A button "Emergency" dials nothing that is only for the police and so on, and an information desk is no advice line.
    const others = { emergency: ":not([data-for])", advice: ":not([data-for=information])" }[kind] ?? "";
    const phone = wanted.includes(kind) ? maybe(row, `.${kind} .phone${others}`) : null;
    const number = phone && maybe(phone, ".tel");
    if (!phone || !number || dialled.has(number.textContent)) {
      box.remove();
      continue;
    }
    dialled.add(number.textContent);
    one(box, "[data-live]").textContent = number.textContent;
    const address = number.getAttribute("href");
    const button = one(box, "a", HTMLAnchorElement);
    // One that phones do not dial from a link is there to be read.
    if (address) button.href = address;
    else button.className = "by-hand";
    one(box, "p").append(...all(copy(phone), ".small").flatMap((note) => [note, " "]));
  }
  if (maybe(part, "[data-kind]")) part.append(...notesOn(part, row));
  return part;
}

/**
 * Before the way to all numbers, and in place of those of another country.
 *
 * @param {HTMLElement} place
 * @param {ParentNode & Node | null} part
 */
export function putCalls(place, part) {
  const find = one(place, ".find");
  find.className = part && maybe(part, "[data-kind]") ? "plain find" : "main-button find";
  place.replaceChildren(...(part ? [part] : []), find);
}

/**
 * In each outcome.
 *
 * @param {HTMLElement} form
 * @param {HTMLElement | null} row
 * @param {boolean} guessed
 */
export function addCalls(form, row, guessed) {
  for (const place of all(form, "[data-calls]")) {
    putCalls(place, row && callsIn(document, place.parentElement ?? form, row, guessed));
  }
  for (const place of all(form, ".go")) {
    const lines = row ? placesIn(place, row) : [];
    for (const old of all(place, "[data-go]")) old.remove();
    one(place, "p").hidden = lines.length > 0; // what stands where no country is known
    place.append(...lines);
  }
}

/**
 * Where to go in the country, and how to call an ambulance there, if it has words of its own for that.
 *
 * @param {HTMLElement} place  of an outcome
 * @param {HTMLElement} row
 */
export function placesIn(place, row) {
  const wanted = place.dataset.go === "now" ? "[data-go=calling], [data-go=now]" : "[data-go=today]";
  return all(row, wanted).map(copy);
}

/**
 * What the country's row says of its numbers; how sure they are only once.
 *
 * @param {ParentNode} part  the buttons
 * @param {HTMLElement} row
 */
function notesOn(part, row) {
  return all(row, maybe(part, ".unsure") ? ".remark" : ".remark, .known").map(copy);
}

/** @param {HTMLElement} part */
const copy = (part) => document.importNode(part, true);
