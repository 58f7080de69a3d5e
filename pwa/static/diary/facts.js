/* What the page for the doctor says of the records, by the name of its line, in the words of a page. A line that nothing is
   known of is empty. */

import { between, daysAfter, firstNight, known, median, MONTH_DAYS, nightOf, nightsOf, plausible, tally } from "./counts.js";
import { minuteOf } from "./cramp.js";
import { formats, labelled, word } from "./words.js";

/** @typedef {Record<string, string>} Facts */

/** Hours of the day, from and to: before midnight, after it, the early morning, the day. */
const HOURS = [
  [18, 24],
  [0, 3],
  [3, 6],
  [6, 18],
];

/**
 * @param {import("./file.js").Records} records
 * @param {Record<string, import("../signs/boxes.js").Sign>} signs  in the language of the page
 * @param {string[]} now  ids of the signs that are ticked now
 * @param {Document} page  that has the words
 * @returns {Facts}
 */
export function factsOf({ cramps, evenings }, signs, now, page, time = Date.now()) {
  const { date, length } = formats(page.documentElement.lang);
  const counted = plausible(cramps, time);
  const today = nightOf({ at: minuteOf(time) });
  const first = firstNight(counted, today);
  const month = daysAfter(today, 1 - MONTH_DAYS);
  const from = first > month ? first : month; // nights before the diary began are not nights without a cramp
  const last = between(counted, from, today);
  const ids = [...new Set([...last.flatMap((cramp) => cramp.signs), ...now])];
  const ticked = ids.map((id) => signs[id]?.text ?? "").filter(Boolean).join(" · ");
  if (!last.length) return { signs: ticked };
  const nights = Math.round((Date.parse(today) - Date.parse(from)) / 86_400_000) + 1;
  const minutes = known(last.map((cramp) => cramp.minutes));
  const pains = known(last.map((cramp) => cramp.pain));
  const named = (/** @type {string} */ kind, /** @type {string[]} */ values) =>
    tally(values).map(([value, times]) => `${word(page, `${kind}-${value}`)} ${times}`).join(" · ");
  const done = evenings.filter((evening) => evening.date >= from && evening.date <= today).length;
  return {
    period: `${date(from)} – ${date(today)}`,
    cramps: String(last.length),
    nights: `${nightsOf(last)} / ${nights}`,
    hours: hoursOf(last, page),
    length: minutes.length ? `${length(median(minutes) ?? 0)} · ${length(minutes.reduce(greater))}` : "",
    leg: named("leg", known(last.map((cramp) => cramp.leg))),
    muscle: named("muscle", known(last.map((cramp) => cramp.muscle))),
    pain: pains.length ? `${median(pains)} · ${pains.reduce(greater)}` : "",
    helped: named("helped", last.flatMap((cramp) => cramp.helped)),
    evenings: `${done} / ${nights}`,
    signs: ticked,
  };
}

/** @param {number} one  @param {number} other */
const greater = (one, other) => Math.max(one, other); // of more than a call takes arguments

/** @param {{at: string}[]} cramps  @param {Document} page */
function hoursOf(cramps, page) {
  const hours = cramps.map(({ at }) => Number(at.slice(11, 13)));
  const counts = HOURS.map(([from, to]) => [`${from}–${to}`, hours.filter((hour) => hour >= from && hour < to).length]);
  return counts.flatMap(([span, times]) => (times ? labelled(page, String(span), times) : [])).join(" · ");
}
