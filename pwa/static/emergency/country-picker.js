/* The emergency and settings screens: the reader's country on top, changed by hand. */

import { choose, myCountry } from "./countries.js";

const mine = document.querySelector(".mine");
const select = mine.querySelector("#country");

/** Show a country's numbers, which stand in the page already, in the place for the reader's own. */
function show(code, guessed) {
  mine.querySelector(".none").hidden = Boolean(code);
  mine.querySelector(".guess").hidden = !(code && guessed);
  select.value = code;
  const place = mine.querySelector(".shown");
  if (!place) return;
  place.replaceChildren();
  const row = code && document.querySelector(`#country-${code.toLowerCase()}`);
  if (!row) return;
  const name = document.createElement("h3");
  name.textContent = row.querySelector("summary").textContent;
  const rest = [...row.children].slice(1).map((part) => part.cloneNode(true));
  place.append(name, ...rest);
}

/** Names by what is typed, without accents and case, also by the two letters of the country. */
function addFilter(field) {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  field.closest("p").hidden = false;
  const said = document.querySelector(".found");
  field.addEventListener("input", () => {
    const wanted = fold(field.value.trim());
    for (const row of document.querySelectorAll(".country")) {
      const name = fold(row.querySelector("summary").textContent);
      row.hidden = !(name.includes(wanted) || row.id === `country-${wanted}`);
    }
    const left = document.querySelectorAll(".country:not([hidden])").length;
    said.querySelector(".some").hidden = !left || !wanted;
    said.querySelector(".nothing").hidden = Boolean(left);
    said.querySelector("[data-live]").textContent = left;
    for (const region of document.querySelectorAll(".region")) region.hidden = !region.querySelector(".country:not([hidden])");
  });
}

const field = document.querySelector("#find");
if (field) addFilter(field);
mine.querySelector(".pick").hidden = false;
select.addEventListener("change", () => {
  choose(select.value);
  show(select.value, false);
});
const { country, guessed } = await myCountry();
show(country?.code ?? "", guessed);
