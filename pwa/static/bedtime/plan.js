/* The evenings on which the stretches were done, and at the end of the plan what the reader's own records say of it. */

import { all, maybe, one } from "../common/dom.js";
import { isText, onChange, read, write } from "../common/storage.js";
import { isIosTab } from "../common/window-kind.js";
import { everything, FIRST_YEAR } from "../diary/readable.js";
import { CHANGED, erase, put } from "../diary/records.js";
import { sayTrouble, showAsText } from "../diary/trouble.js";
import { fill, formats } from "../diary/words.js";
import { FROM } from "./storage-keys.js";
import { compared, COMPARED_WEEKS, eveningOf, planOf, verdictOf } from "./verdict.js";

const plan = one(document, "#plan");
const weeks = Number(plan.dataset.weeks);
const note = one(plan, ".note");
const forget = one(plan, ".forget");

/** Which of several lines shows. @param {string} name  "" for none */
function say(name) {
  for (const line of all(plan, "[data-says]")) line.hidden = line.dataset.says !== name;
}

async function showPlan() {
  const today = eveningOf(new Date());
  const { evenings, cramps } = await everything();
  const dates = evenings.map(({ date }) => date);
  const noted = dates.includes(today);
  const found = planOf(dates, read(FROM, isText, FIRST_YEAR), weeks, today);
  note.hidden = noted;
  forget.hidden = !noted;
  one(plan, ".noted").hidden = !noted;
  one(plan, ".safari-week").hidden = !(isIosTab() && dates.length === 1);
  one(plan, ".none").hidden = found !== null;
  one(plan, ".count").hidden = found === null;
  one(plan, ".verdict").hidden = !found?.over;
  draw(found?.done ?? []);
  if (!found) return;
  fill(plan, { done: found.done.filter(Boolean).length, evenings: found.done.length });
  if (!found.over) return;
  const begun = cramps.map(({ at }) => at);
  const { before, after } = compared(found, begun);
  fill(plan, { before, after, weeks: COMPARED_WEEKS });
  const verdict = verdictOf(found, begun);
  one(plan, ".compared").hidden = verdict === "no_cramps";
  say(verdict);
}

/** A mark for each evening, a week to a line; the count beside it says the same in words. @param {boolean[]} done */
function draw(done) {
  const marks = done.map((was) => {
    const mark = document.createElement("i");
    mark.className = was ? "done" : "";
    return mark;
  });
  one(plan, ".evenings").replaceChildren(...marks);
}

/**
 * Records that cannot be read or written are told of, and nothing is shown in their place.
 *
 * @param {() => Promise<unknown>} act
 * @returns {Promise<boolean>}  whether it could be done
 */
async function trying(act) {
  let failed = null;
  try {
    await act();
    await showPlan();
  } catch (error) {
    failed = error;
    if (Object(error).reason !== "full") showNone();
  }
  sayTrouble(failed);
  one(plan, ".mine").hidden = false;
  return failed === null;
}

function showNone() {
  for (const part of all(plan, ".none, .count, .noted, .verdict")) part.hidden = true;
  note.hidden = false;
  forget.hidden = true;
  draw([]);
}

/** "I did it this evening", from the plan or from the end of the timer. */
async function noteEvening() {
  const date = eveningOf(new Date());
  const kept = await trying(() => put("evenings", { date, done_at: Date.now() }));
  showAsText(kept ? "" : `${formats(document.documentElement.lang).date(date)} · ${one(document, "h1").textContent}`);
}

note.addEventListener("click", async () => {
  await noteEvening();
  forget.focus();
});
forget.addEventListener("click", async () => {
  await trying(() => erase("evenings", eveningOf(new Date())));
  note.focus();
});
one(plan, ".again").addEventListener("click", () => {
  write(FROM, eveningOf(new Date()));
  trying(async () => {});
});
maybe(document, ".guided .did")?.addEventListener("click", noteEvening);
// Another window notes an evening, or imports records.
onChange(CHANGED, () => trying(async () => {}));
document.addEventListener("visibilitychange", () => document.hidden || trying(async () => {}));
plan.hidden = false;
trying(async () => {});
