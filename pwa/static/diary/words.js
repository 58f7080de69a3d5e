/* Words and formats of the page's language. The words stand in the page (`#words`); dates and numbers come from the phone. */

import { all, maybe } from "../common/dom.js";

/** @typedef {import("./cramp.js").Cramp} Cramp */

/**
 * @param {ParentNode} page  a page that has the words
 * @param {string} name
 * @returns {string}
 */
export function word(page, name) {
  return maybe(page, `[data-word="${CSS.escape(name)}"]`)?.textContent ?? "";
}

/**
 * What stands for a number in a sentence.
 *
 * @param {ParentNode} place
 * @param {Record<string, string | number>} values
 */
export function fill(place, values) {
  for (const part of all(place, "[data-live]")) {
    const value = values[part.dataset.live ?? ""];
    if (value !== undefined) part.textContent = String(value);
  }
}

/**
 * "Pain: 7", with the colon of the language.
 *
 * @param {ParentNode} page  a page that has the words
 * @param {string} label
 * @param {string | number} value
 * @returns {string}
 */
export function labelled(page, label, value) {
  const line = maybe(page, '[data-word="labelled"]');
  if (!line) return `${label}: ${value}`; // a page of an older version
  fill(line, { label, value });
  return line.textContent ?? "";
}

/** @template T @param {() => T} make  @returns {T | null}  null where Intl is cut down or broken: then as the record has it */
function made(make) {
  try {
    return make();
  } catch {
    return null;
  }
}

/** Making one costs more than all that it formats. @type {Record<string, ReturnType<typeof formatsOf>>} */
const known = {};

/** @param {string} lang  BCP 47 */
export const formats = (lang) => (known[lang] ??= formatsOf(lang));

/** @param {string} lang */
function formatsOf(lang) {
  const utc = { timeZone: "UTC" }; // a record's time has no zone
  const day = made(() => new Intl.DateTimeFormat(lang, { ...utc, day: "numeric", month: "short" }));
  const dated = made(() => new Intl.DateTimeFormat(lang, { ...utc, weekday: "short", day: "numeric", month: "short", year: "numeric" }));
  const clock = made(() => new Intl.DateTimeFormat(lang, { ...utc, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
  const length = made(() => new Intl.NumberFormat(lang, { style: "unit", unit: "minute", unitDisplay: "short" }));
  return {
    /** @param {string} date */
    day: (date) => made(() => day?.format(new Date(`${date}T00:00Z`))) ?? date,
    /** @param {string} date */
    date: (date) => made(() => dated?.format(new Date(`${date}T00:00Z`))) ?? date,
    /** @param {string} at */
    clock: (at) => made(() => clock?.format(new Date(`${at}Z`))) ?? at.slice(11),
    /** @param {number} minutes */
    length: (minutes) => made(() => length?.format(minutes)) ?? `${minutes}′`,
  };
}

/** A record in one line, for a reader, in the words of the page. @param {Cramp} cramp  @param {Document} [page] */
export function lineOf(cramp, page = document) {
  const { date, clock, length } = formats(page.documentElement.lang);
  const { at, minutes, leg, muscle, helped, pain, note } = cramp;
  const parts = [
    date(at.slice(0, 10)),
    clock(at),
    minutes === null ? "" : length(minutes),
    leg === null ? "" : labelled(page, word(page, "leg"), word(page, `leg-${leg}`)),
    muscle === null ? "" : word(page, `muscle-${muscle}`),
    pain === null ? "" : labelled(page, word(page, "pain"), pain),
    helped.length ? labelled(page, word(page, "helped"), helped.map((way) => word(page, `helped-${way}`)).join(" / ")) : "",
    note,
  ];
  return parts.filter(Boolean).join(" · ");
}
