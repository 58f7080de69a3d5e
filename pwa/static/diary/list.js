/* The list of records, the latest first: a page of them at a time, because a phone draws a thousand slowly. */

import { all, copyOf, one } from "../common/dom.js";
import { isPlausible } from "./readable.js";
import { lineOf } from "./words.js";

/** @typedef {import("./cramp.js").Cramp} Cramp */

const PAGE = 15; // records
const section = one(document, "#records");
const list = one(section, "ol", HTMLOListElement);
let shown = PAGE;

/** @param {Cramp[]} cramps  the latest first */
export function drawList(cramps) {
  section.hidden = !cramps.length;
  list.start = cramps.length;
  list.replaceChildren(...cramps.slice(0, shown).map(item));
  one(section, ".older").hidden = cramps.length <= shown;
}

/** @param {Cramp} cramp */
function item(cramp) {
  const copy = copyOf(document, "#record");
  const line = one(copy, "li");
  line.id = cramp.id;
  line.dataset.id = cramp.id;
  one(line, ".what").textContent = lineOf({ ...cramp, note: "" });
  const wrote = one(line, ".wrote");
  wrote.textContent = cramp.note;
  wrote.hidden = !cramp.note;
  one(line, ".check-time").hidden = isPlausible(cramp);
  return copy;
}

/**
 * @param {() => Cramp[]} records  all that are noted, the latest first
 * @param {{change: (cramp: Cramp) => void, erase: (cramp: Cramp) => void}} acts
 */
export function setUpList(records, { change, erase }) {
  list.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    const id = button?.closest("li")?.dataset.id;
    const cramp = records().find((record) => record.id === id);
    if (!button || !cramp) return;
    if (button.matches(".change")) change(cramp);
    else erase(cramp);
  });
  one(section, ".older button").addEventListener("click", () => {
    const first = shown;
    shown += PAGE * 4;
    drawList(records());
    all(list, ".change")[first]?.focus();
  });
}
