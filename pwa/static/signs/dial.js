/* Whom to call: the numbers of the reader's country, whose they are, and how sure that is. */

import { pageIn } from "../common/page-loader.js";

/** All that the page of emergency numbers says of a country. @param {string} tag  language @param {string} code */
export async function rowOf(tag, code) {
  const page = await pageIn(tag, "emergency/");
  return page.querySelector(`#country-${code.toLowerCase()}`);
}

/** The numbers to call for an outcome, in the language of its page. A guess is visibly a guess.
 * @param {Document} page  the warning signs @param {HTMLElement} outcome
 * @param {HTMLElement} row  the country, in the same language @param {boolean} guessed */
export function callsIn(page, outcome, row, guessed) {
  const part = copy(page.querySelector("#calls").content);
  part.querySelector(".country-name").append(...copy(row.querySelector("summary")).childNodes);
  part.querySelector(".guess").hidden = !guessed;
  const dialled = new Set();
  for (const box of part.querySelectorAll("[data-kind]")) {
    const { kind } = box.dataset;
    const asked = outcome.querySelector("[data-calls]").dataset.calls.includes(kind);
    // A button "Emergency" dials nothing that is only for the police and so on.
    const phone = asked && row.querySelector(`.${kind} .phone${kind === "emergency" ? ":not([data-for])" : ""}`);
    const number = phone && phone.querySelector(".tel");
    if (!number || dialled.has(number.href)) {
      box.remove();
      continue;
    }
    dialled.add(number.href);
    box.querySelector("[data-live]").textContent = number.textContent;
    box.querySelector("a").href = number.getAttribute("href");
    box.querySelector("p").append(...[...copy(phone).querySelectorAll(".small")].flatMap((note) => [note, " "]));
  }
  const sure = part.querySelector(".unsure") ? ".remark" : ".remark, .known";
  part.append(...[...row.querySelectorAll(sure)].map(copy));
  return part;
}

/** Before the way to all numbers, in each outcome. @param {HTMLElement} form @param {HTMLElement} row */
export function addCalls(form, row, guessed) {
  for (const place of form.querySelectorAll("[data-calls]")) {
    const part = callsIn(document, place.parentElement, row, guessed);
    if (part.querySelector("[data-kind]")) place.querySelector(".find").className = "plain find";
    place.prepend(part);
  }
}

const copy = (part) => document.importNode(part, true);
