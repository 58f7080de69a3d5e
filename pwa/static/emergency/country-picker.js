/* The emergency and settings screens: the reader's country on top, changed by hand. */

import { all, maybe, one } from "../common/dom.js";
import { chooseCountry, myCountry } from "./countries.js";

const mine = one(document, ".mine");
const select = one(mine, "#country", HTMLSelectElement);

/**
 * Show a country's numbers, which stand in the page already, in the place for the reader's own.
 *
 * @param {string} code  "" for none
 * @param {boolean} guessed
 */
function showCountry(code, guessed) {
  one(mine, ".none").hidden = Boolean(code);
  one(mine, ".guess").hidden = !(code && guessed);
  select.value = code;
  const place = maybe(mine, ".shown");
  if (!place) return;
  place.replaceChildren();
  const row = code && maybe(document, `#country-${code.toLowerCase()}`);
  if (!row) return;
  const name = document.createElement("h3");
  name.textContent = nameOf(row);
  const rest = [...row.children].slice(1).map((part) => part.cloneNode(true));
  place.append(name, ...rest);
}

/** @param {HTMLElement} row */
const nameOf = (row) => one(row, "summary").textContent ?? "";

/**
 * Names by what is typed, without accents and case, also by the two letters of the country.
 *
 * @param {HTMLInputElement} field
 */
function addFilter(field) {
  /** @param {string} text */
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const line = field.closest("p");
  if (line) line.hidden = false;
  const said = one(document, ".found");
  field.addEventListener("input", () => {
    const typed = fold(field.value.trim());
    for (const row of all(document, ".country")) {
      row.hidden = !(fold(nameOf(row)).includes(typed) || row.id === `country-${typed}`);
    }
    const left = all(document, ".country:not([hidden])").length;
    one(said, ".some").hidden = !left || !typed;
    one(said, ".nothing").hidden = Boolean(left);
    one(said, "[data-live]").textContent = String(left);
    for (const region of all(document, ".region")) region.hidden = !maybe(region, ".country:not([hidden])");
  });
}

const field = maybe(document, "#find", HTMLInputElement);
if (field) addFilter(field);
one(mine, ".pick").hidden = false;
select.addEventListener("change", () => {
  chooseCountry(select.value);
  showCountry(select.value, false);
});
const { country, guessed } = await myCountry();
showCountry(country?.code ?? "", guessed);
