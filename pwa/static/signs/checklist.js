/* The warning signs: CSS alone shows the outcome. This remembers the ticks, names them, dials the reader's own numbers,
   says the outcome aloud to a screen reader, and serves browsers without :has. */

import { addCalls, rowOf } from "./dial.js";
import { setUpCard } from "./helper-card.js";
import { myCountry } from "../emergency/countries.js";
import { answered, forget, tick } from "./answers.js";

const form = document.querySelector(".signs");
const boxes = [...form.querySelectorAll("input[name=sign]")];
const LEVELS = ["emergency_now", "same_day", "appointment"];

/** What the ticked boxes come to. */
function answer() {
  const on = boxes.filter((box) => box.checked);
  const level = LEVELS.find((name) => on.some((box) => box.dataset.level === name)) ?? "self_care_ok";
  return { on, level, ids: on.map((box) => box.value), off: on.flatMap((box) => box.dataset.off.split(" ")) };
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
  for (const list of form.querySelectorAll(".ticked")) {
    const items = on.filter((box) => [level, box.dataset.level].includes(list.closest(".outcome").dataset.urgency));
    list.hidden = !items.length;
    list.replaceChildren(...items.map(named));
  }
  if (before && before !== form.dataset.answer) {
    form.querySelector(".said").textContent = form.querySelector(`.bar [data-level=${form.dataset.answer}]`).textContent;
  }
}

/** A ticked sign, all of it, and its reason, as they stand beside its box. */
function named(box) {
  const item = document.createElement("li");
  for (const part of box.parentElement.querySelectorAll(".what, .examples, .reason")) {
    const copy = part.cloneNode(true);
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
form.querySelector(".none-of-these").addEventListener("click", (event) => {
  event.preventDefault();
  tick([]);
  show();
  form.querySelector("#none").focus();
});
// The phone may come back to this page after more than a day.
document.addEventListener("visibilitychange", show);
show();
const mine = myCountry();
setUpCard(answer, mine);
if (location.hash === "#outcome") document.querySelector("#outcome").scrollIntoView();
const { country, guessed } = await mine;
if (country) addCalls(form, await rowOf(document.documentElement.lang.toLowerCase(), country.code), guessed);
