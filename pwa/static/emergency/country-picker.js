/* The emergency and settings screens: the reader's country on top, changed by hand. */

import { all, maybe, one } from "../common/dom.js";
import { matching } from "./country-match.js";
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
  const none = maybe(mine, ".none");
  if (none) none.hidden = Boolean(code);
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
 * The countries that are meant by what is typed stand above the regions, the best first.
 *
 * @param {HTMLInputElement} field
 */
function addFilter(field) {
  const line = field.closest("p");
  if (line) line.hidden = false;
  const [said, matches] = [one(document, ".found"), one(document, ".matches")];
  const regions = all(document, ".region");
  const rows = all(document, ".country").map((row) => {
    const names = [nameOf(row), ...(row.dataset.also ?? "").split(", ")].filter(Boolean);
    return { row, region: row.parentElement, code: row.id.replace("country-", ""), names };
  });
  /** @type {HTMLElement[]} */
  let opened = [];
  field.addEventListener("input", () => {
    const typed = field.value.trim();
    for (const { row, region } of rows) region?.append(row);
    const found = typed ? matching(rows, typed) : [];
    matches.append(...found.map((at) => rows[at].row));
    for (const row of opened) row.removeAttribute("open");
    // The only one that can be meant shows its numbers.
    opened = found.length === 1 ? [rows[found[0]].row] : [];
    for (const row of opened) row.setAttribute("open", "");
    for (const region of regions) region.hidden = Boolean(typed);
    one(said, ".some").hidden = !found.length;
    one(said, ".nothing").hidden = !typed || found.length > 0;
    one(said, "[data-live]").textContent = String(found.length);
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
mine.dataset.decided = "";
