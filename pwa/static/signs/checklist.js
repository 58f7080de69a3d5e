/* The warning signs: CSS alone shows the outcome. This remembers the ticks, names them, dials the reader's own numbers,
   says the outcome aloud to a screen reader, and serves browsers without :has. */

import { all, one, pageTag } from "../common/dom.js";
import { myCountry } from "../emergency/countries.js";
import { answered, forget, tick } from "./answers.js";
import { addCalls, rowOf } from "./dial.js";
import { setUpCard } from "./helper-card.js";

const form = one(document, ".signs");
const boxes = all(form, "input[name=sign]", HTMLInputElement);
const LEVELS = ["emergency_now", "same_day", "appointment"];

/** What the ticked boxes come to. */
function answer() {
  const on = boxes.filter((box) => box.checked);
  const level = LEVELS.find((name) => on.some((box) => box.dataset.level === name)) ?? "self_care_ok";
  return { on, level, ids: on.map((box) => box.value), off: on.flatMap((box) => (box.dataset.off ?? "").split(" ")) };
}

/** Show the answer that is kept; spoken when it is another one than before. */
function show() {
  const kept = answered();
  for (const box of boxes) box.checked = Boolean(kept?.includes(box.value));
  const { on, level, off } = answer();
  const before = form.dataset.answer;
  form.dataset.outcome = level;
  form.dataset.off = off.join(" ");
  form.dataset.answer = kept ? level : "none";
  for (const list of all(form, ".ticked")) {
    const urgency = list.closest(".outcome")?.getAttribute("data-urgency") ?? "";
    const items = on.filter((box) => [level, box.dataset.level].includes(urgency));
    list.hidden = !items.length;
    list.replaceChildren(...items.map(named));
  }
  if (before && before !== form.dataset.answer) {
    one(form, ".said").textContent = one(form, `.bar [data-level=${form.dataset.answer}]`).textContent;
  }
}

/**
 * A ticked sign, all of it, and its reason, as they stand beside its box.
 *
 * @param {HTMLInputElement} box
 */
function named(box) {
  const item = document.createElement("li");
  for (const part of all(box.parentElement ?? box, ".what, .examples, .reason")) {
    const copy = document.importNode(part, true);
    copy.className = `ticked-${part.className}`;
    item.append(copy);
  }
  return item;
}

form.addEventListener("change", () => {
  const { ids } = answer();
  if (ids.length) tick(ids);
  else forget();
  show();
});
form.addEventListener("reset", () => {
  forget();
  setTimeout(show);
});
one(form, ".none-of-these").addEventListener("click", (event) => {
  event.preventDefault();
  tick([]);
  show();
  one(form, "#none").focus();
});
// The phone may come back to this page after more than a day.
document.addEventListener("visibilitychange", show);
show();
const mine = myCountry();
setUpCard(answer, mine);
if (location.hash === "#outcome") one(document, "#outcome").scrollIntoView();
const { country, guessed } = await mine;
const row = country ? await rowOf(pageTag, country.code) : null;
if (row) addCalls(form, row, guessed);
