/* The warning signs: CSS alone shows the outcome; this adds the reader's own numbers and serves browsers without :has. */

import { myCountry } from "./countries.js";

const form = document.querySelector(".signs");
const LEVELS = ["emergency_now", "same_day", "appointment"];

function mark() {
  const ticked = [...form.querySelectorAll("input:checked")].map((box) => box.dataset.level);
  form.dataset.outcome = LEVELS.find((level) => ticked.includes(level)) ?? "self_care_ok";
}

/** A button that dials, in the place of the one that leads to the numbers. */
function addCalls(country) {
  for (const calls of form.querySelectorAll("[data-calls]")) {
    const kind = calls.dataset.calls;
    const [number] = country[kind].length ? country[kind] : [];
    if (!number) continue;
    const button = document.querySelector(`#call-${kind}`).content.cloneNode(true).firstElementChild;
    button.querySelector("[data-live]").textContent = number;
    button.href = `tel:${number.replaceAll(" ", "")}`;
    calls.prepend(button);
    calls.querySelector(".find").className = "plain";
  }
}

form.addEventListener("change", mark);
form.addEventListener("reset", () => setTimeout(mark));
mark();
const { country } = await myCountry();
if (country) addCalls(country);
