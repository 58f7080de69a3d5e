/* The warning signs: CSS alone shows the outcome. This remembers the ticks, names them with their first aid, dials the
   reader's own numbers, says the outcome aloud to a screen reader, and serves browsers without :has. */

import { all, one, pageTag } from "../common/dom.js";
import { onChange } from "../common/storage.js";
import { myCountry, onCountry } from "../emergency/countries.js";
import { answered, forget, keepTicks, KEY } from "./answers.js";
import { boxOf, wordsOf } from "./boxes.js";
import { addCalls, rowOf } from "./dial.js";
import { setUpCard } from "./helper-card.js";
import { countTicks, setUpTopics } from "./topics.js";

const form = one(document, ".signs");
const boxes = all(form, "input[name=sign]", HTMLInputElement);
const LEVELS = ["emergency_now", "same_day", "appointment"];

/** What the ticked boxes come to. */
function answer() {
  const on = boxes.filter((box) => box.checked);
  const level = LEVELS.find((name) => on.some((box) => box.dataset.level === name)) ?? "self_care_ok";
  const tonight = on.some((box) => box.dataset.tonight);
  return { on, level, tonight, ids: on.map((box) => box.value), off: on.flatMap((box) => wordsOf(box.dataset.off)) };
}

/** Show the answer that is kept; spoken when it is another one than before. */
function showOutcome() {
  const kept = answered();
  const wanted = (kept ?? []).map((id) => boxOf(boxes, id));
  for (const box of boxes) box.checked = wanted.includes(box);
  const { on, level, tonight, off } = answer();
  const before = form.dataset.answer;
  form.dataset.outcome = level;
  form.dataset.off = off.join(" ");
  form.dataset.tonight = String(tonight);
  form.dataset.answer = kept ? level : "none";
  for (const outcome of all(form, ".outcome")) {
    if (outcome.id === "none") continue;
    const mine = outcome.dataset.urgency === level ? on : [];
    fill(one(outcome, ".led ul"), mine.filter((box) => box.dataset.level === level).map((box) => copies(box, ".what, .reason")));
    one(outcome, ".led").hidden = !mine.length;
    fill(one(outcome, ".ticked"), mine.map((box) => copies(box, ".what")));
    for (const line of all(outcome, ".points > .first-aid")) line.remove();
    one(outcome, ".points > li").after(...firstAid(mine));
  }
  countTicks(form);
  if (before && before !== form.dataset.answer) {
    one(form, ".said").textContent = one(form, `.bar [data-level=${form.dataset.answer}]`).textContent;
  }
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement[][]} lines
 */
function fill(list, lines) {
  list.hidden = !lines.length;
  list.replaceChildren(...lines.map((parts) => item(parts)));
}

/** @param {HTMLElement[]} parts @param {string} [name] */
function item(parts, name) {
  const line = document.createElement("li");
  if (name) line.className = name;
  line.append(...parts);
  return line;
}

/**
 * Parts of what stands beside a box.
 *
 * @param {HTMLInputElement} box
 * @param {string} parts
 */
function copies(box, parts) {
  return all(box.parentElement ?? form, parts).map((part) => {
    const copy = document.importNode(part, true);
    copy.className = `ticked-${part.className}`;
    return copy;
  });
}

/**
 * The first aid of ticked signs, each line once.
 *
 * @param {HTMLInputElement[]} ticked
 */
function firstAid(ticked) {
  const lines = new Map(ticked.flatMap((box) => copies(box, ".aid")).map((aid) => [aid.textContent, aid]));
  return [...lines.values()].map((aid) => item([aid], "first-aid"));
}

form.addEventListener("change", () => {
  const said = answer();
  if (said.ids.length) keepTicks(said);
  else forget();
  showOutcome();
});
form.addEventListener("reset", () => {
  forget();
  setTimeout(showOutcome);
});
one(form, ".none-of-these").addEventListener("click", (event) => {
  event.preventDefault();
  keepTicks({ ids: [] });
  showOutcome();
  one(form, "#none").focus();
});
// The phone may come back to this page after more than a day, and meanwhile another page or window may have said more, or
// taken it back: what stands here would be written over that by the next tick.
document.addEventListener("visibilitychange", showOutcome);
onChange(KEY, showOutcome);
showOutcome();
setUpTopics(form);
dispatchEvent(new Event("scripted")); // what was ticked before is heard now (common/after-paint.js)
/** @type {ReturnType<typeof myCountry>} */
let mine;

async function showCalls() {
  const asked = myCountry();
  mine = asked;
  const { country, guessed } = await asked;
  const row = country ? await rowOf(pageTag, country.code).catch(() => null) : null;
  if (asked === mine) addCalls(form, row, guessed);
}

setUpCard(answer);
onCountry(showCalls);
showCalls();
