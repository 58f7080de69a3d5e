/* The emergency and settings screens: the reader's country on top, changed by hand. */

import { all, maybe, one } from "../common/dom.js";
import { matching } from "./country-match.js";
import { chooseCountry, myCountry, onCountry } from "./countries.js";

const READ_AFTER_MS = 1000;
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
  field.closest("p")?.removeAttribute("hidden");
  const [said, matches] = [one(document, ".found"), one(document, ".matches")];
  const regions = all(document, ".region");
  const rows = all(document, ".country").map((row) => {
    const names = [nameOf(row), ...(row.dataset.also ?? "").split(", ")];
    return { row, region: row.parentElement, code: row.id.replace("country-", ""), names };
  });
  /** @type {HTMLElement | undefined} */
  let opened;
  field.addEventListener("input", () => {
    const typed = field.value.trim();
    for (const { row, region } of rows) region?.append(row);
    const found = typed ? matching(rows, typed) : [];
    matches.append(...found.map((at) => rows[at].row));
    opened?.removeAttribute("open");
    // The only one that can be meant shows its numbers.
    opened = found.length === 1 ? rows[found[0]].row : undefined;
    opened?.setAttribute("open", "");
    for (const region of regions) region.hidden = Boolean(typed);
    one(said, ".some").hidden = !found.length;
    one(said, ".nothing").hidden = !typed || found.length > 0;
    one(said, "[data-live]").textContent = String(found.length);
  });
}

/** On paper nothing can be opened: what is in view, its numbers are too. */
function openForPaper() {
  const closed = all(document, ".country:not([open])", HTMLDetailsElement).filter((row) => !row.closest("[hidden]"));
  for (const row of closed) row.open = true;
  addEventListener("afterprint", () => closed.forEach((row) => (row.open = false)), { once: true });
}

const field = maybe(document, "#find", HTMLInputElement);
if (field) addFilter(field);
addEventListener("beforeprint", openForPaper);
one(mine, ".pick").hidden = false;
/** @type {unknown} */
let asked; // last: a late answer must not take the place of a later one, or of a choice
select.addEventListener("change", () => {
  asked = null;
  chooseCountry(select.value);
  showCountry(select.value, false);
});

async function showMine() {
  const answer = myCountry();
  asked = answer;
  const { country, guessed } = await answer;
  if (asked === answer) showCountry(country?.code ?? "", guessed);
}

async function begin() {
  onCountry(showMine);
  await showMine();
  // What is chosen from now on is read out; what is there already is no news.
  setTimeout(() => maybe(mine, ".shown")?.setAttribute("aria-live", "polite"), READ_AFTER_MS);
  mine.dataset.decided = "";
  dispatchEvent(new Event("scripted")); // what was chosen before is heard now (common/after-paint.js)
}

begin();
