/* Hands the reader a calendar file with a reminder for each evening of the plan. */

import { one } from "../common/dom.js";
import { handFile } from "../common/hand-on.js";
import { timeZone } from "../common/intl.js";
import { randomHex } from "../common/random.js";
import { calendar, nextAt } from "./calendar.js";

const MEDIA_TYPE = "text/calendar;charset=utf-8";
const DAYS_IN_A_WEEK = 7;
const form = one(document, "#reminder form", HTMLFormElement);
const time = one(form, "input", HTMLInputElement);
const { weeks, minutes } = form.dataset;

/** The name of the phone's zone. Old browsers have none, or say only how far it is from Greenwich. */
function zone() {
  const name = timeZone();
  return name.includes("/") ? name : undefined;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const now = new Date();
  const text = calendar(
    {
      first: nextAt(time.value, now),
      evenings: Number(weeks) * DAYS_IN_A_WEEK,
      minutes: Number(minutes),
      zone: zone(),
      id: randomHex(16),
      title: one(document, "h1").textContent ?? "",
      text: one(document, ".dose").textContent ?? "",
      address: location.origin + location.pathname,
    },
    now,
  );
  const how = await handFile(form.dataset.file ?? "", MEDIA_TYPE, text);
  one(document, "#reminder .made").hidden = how !== "shared";
  form.hidden = how === "failed"; // views of other apps make no files: what else there is stands below
  if (form.hidden) one(document, "#reminder .clock").focus();
});
form.hidden = false;
