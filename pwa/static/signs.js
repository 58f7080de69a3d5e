/* The warning signs: CSS alone shows the outcome. This remembers the ticks, names them, dials the reader's own numbers,
   says the outcome aloud to a screen reader, and serves browsers without :has. */

import { myCountry } from "./countries.js";
import { setUpCard } from "./card.js";
import { tick, ticked } from "./ticks.js";

const form = document.querySelector(".signs");
const boxes = [...form.querySelectorAll("input[name=sign]")];
const LEVELS = ["emergency_now", "same_day", "appointment"];

const level = () => {
  const levels = boxes.filter((box) => box.checked).map((box) => box.dataset.level);
  return LEVELS.find((name) => levels.includes(name)) ?? "self_care_ok";
};

function mark() {
  const before = form.dataset.outcome;
  form.dataset.outcome = level();
  for (const list of form.querySelectorAll(".ticked")) {
    const outcome = list.closest(".outcome").dataset.urgency;
    const items = boxes.filter((box) => box.checked && (outcome === form.dataset.outcome || box.dataset.level === outcome));
    list.hidden = !items.length;
    list.querySelector("ul").replaceChildren(...items.map(named));
  }
  if (before && before !== form.dataset.outcome) {
    const outcome = form.querySelector(`[data-urgency=${form.dataset.outcome}]`);
    form.querySelector(".said").textContent = outcome.querySelector("h2").textContent;
  }
}

/** A ticked sign and its reason, as they stand beside its box. */
function named(box) {
  const item = document.createElement("li");
  for (const part of ["what", "reason"]) {
    const copy = box.parentElement.querySelector(`.${part}`).cloneNode(true);
    copy.className = `ticked-${part}`;
    item.append(copy);
  }
  return item;
}

function remember() {
  tick(boxes.filter((box) => box.checked).map((box) => box.value));
  mark();
}

/** Buttons that dial, before the one that leads to all numbers. */
function addCalls(country) {
  for (const calls of form.querySelectorAll("[data-calls]")) {
    const numbers = new Set();
    for (const kind of calls.dataset.calls.split(" ")) {
      const [number] = country[kind];
      if (!number || numbers.has(number)) continue;
      numbers.add(number);
      const button = document.querySelector(`#call-${kind}`).content.cloneNode(true).firstElementChild;
      button.querySelector("[data-live]").textContent = number;
      button.href = `tel:${number.replaceAll(" ", "")}`;
      calls.querySelector(".find").before(button);
    }
    if (numbers.size) calls.querySelector(".find").className = "plain find";
  }
}

const kept = ticked();
for (const box of boxes) box.checked = kept.includes(box.value);
form.addEventListener("change", remember);
form.addEventListener("reset", () => setTimeout(remember));
form.querySelector(".none-of-these").addEventListener("click", () => {
  for (const box of boxes) box.checked = false;
  remember();
});
mark();
setUpCard(() => ({ level: level(), ids: boxes.filter((box) => box.checked).map((box) => box.value) }));
if (location.hash === "#outcome") document.querySelector("#outcome").scrollIntoView();
const { country } = await myCountry();
if (country) addCalls(country);
