/* What the records come to: by night, by week, and as the few numbers that a doctor asks for. Pure: records in, numbers out.

   A night is named by its evening and goes from noon to noon, so that 23:50 and 0:10 are one night. Nothing here claims a
   trend: under FEWEST_WEEKS of records there is none to see, and above it the numbers stand side by side. */

import { isPlausible, latest } from "./readable.js";

export const FEWEST_WEEKS = 4;
export const MONTH_DAYS = FEWEST_WEEKS * 7;
const DAY_MS = 24 * 60 * 60 * 1000;
const NOON = 12; // hours
const DAY_MIN = 24 * 60;

/**
 * @typedef {import("./cramp.js").Cramp} Cramp
 * @typedef {import("./cramp.js").Evening} Evening
 * @typedef {{date: string, minutes: number[], evening: boolean}} Night  minutes: of each cramp, after noon
 * @typedef {{from: string, cramps: number, evenings: number}} Week  from: its Monday
 */

/** @param {string} date  @param {number} days  @returns {string}  `2026-11-30` for `2026-11-29` and 1. */
export function daysAfter(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** @param {string} from  @param {string} to */
const daysBetween = (from, to) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** @param {{at: string}} cramp  @returns {string}  The evening of its night. */
export function nightOf({ at }) {
  return Number(at.slice(11, 13)) < NOON ? daysAfter(at.slice(0, 10), -1) : at.slice(0, 10);
}

/** @param {{at: string}} cramp  @returns {number}  Minutes after the noon before. */
export function afterNoon({ at }) {
  return (Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16)) + NOON * 60) % DAY_MIN;
}

/** @param {string} date  @returns {string}  The Monday of its week. */
export function mondayOf(date) {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return daysAfter(date, -((day + 6) % 7));
}

/**
 * The nights up to one, the latest first.
 *
 * @param {Cramp[]} cramps
 * @param {Evening[]} evenings
 * @param {string} last  the evening of the latest night
 * @param {number} [many]
 * @returns {Night[]}
 */
export function nights(cramps, evenings, last, many = MONTH_DAYS) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const cramp of between(cramps, daysAfter(last, 1 - many), last)) {
    const night = nightOf(cramp);
    if (!found.has(night)) found.set(night, []);
    found.get(night)?.push(afterNoon(cramp));
  }
  const done = new Set(evenings.map(({ date }) => date));
  return Array.from({ length: many }, (_, back) => {
    const date = daysAfter(last, -back);
    return { date, minutes: (found.get(date) ?? []).sort((one, other) => one - other), evening: done.has(date) };
  });
}

/**
 * The weeks up to one, the earliest first, from the first of which anything is noted.
 *
 * @param {Cramp[]} cramps
 * @param {Evening[]} evenings
 * @param {string} last  a day of the latest week
 * @param {number} [most]
 * @returns {Week[]}
 */
export function weeks(cramps, evenings, last, most = 12) {
  const first = evenings.reduce((night, { date }) => (date < night ? date : night), firstNight(cramps, last));
  const many = Math.min(Math.floor(daysBetween(mondayOf(first), mondayOf(last)) / 7) + 1, most);
  const all = Array.from({ length: many }, (_, index) => ({ from: daysAfter(mondayOf(last), (index - many + 1) * 7), cramps: 0, evenings: 0 }));
  const byMonday = new Map(all.map((week) => [week.from, week]));
  for (const cramp of between(cramps, all[0].from, last)) add(byMonday.get(mondayOf(nightOf(cramp))), "cramps");
  for (const { date } of evenings) add(byMonday.get(mondayOf(date)), "evenings");
  return all;
}

/** @param {Week | undefined} week  @param {"cramps" | "evenings"} what */
function add(week, what) {
  if (week) week[what] += 1;
}

/** @param {{at: string}[]} cramps  @param {string} today  @returns {string}  The first night of which one is noted. */
export function firstNight(cramps, today) {
  return nightOf(cramps.reduce((one, other) => (one.at < other.at ? one : other), { at: `${today}T12` }));
}

/** @param {Cramp[]} cramps  @param {string} today  @returns {number}  Whole weeks since the first of them. */
export const weeksNoted = (cramps, today) => Math.floor(daysBetween(firstNight(cramps, today), today) / 7);

/** What can be counted: a time that cannot be true is shown in the list, and nowhere else. @param {Cramp[]} cramps */
export function plausible(cramps, now = Date.now()) {
  const last = latest(now);
  return cramps.filter((cramp) => isPlausible(cramp, last));
}

/**
 * Those of the nights from one evening to another, both included; by their text, because there may be thousands.
 *
 * @param {Cramp[]} cramps
 * @param {string} from
 * @param {string} to
 */
export function between(cramps, from, to) {
  const [first, end] = [`${from}T12`, `${daysAfter(to, 1)}T12`];
  return cramps.filter(({ at }) => at >= first && at < end);
}

/** @param {Cramp[]} cramps */
export const nightsOf = (cramps) => new Set(cramps.map(nightOf)).size;

/** @param {number[]} values  @returns {number | null} */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  if (!sorted.length) return null;
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : Math.round((sorted[middle - 1] + sorted[middle]) / 2);
}

/** How often each is there, the most frequent first. @param {string[]} values  @returns {[string, number][]} */
export function tally(values) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found].sort(([, one], [, other]) => other - one);
}

/** @template T @param {(T | null)[]} values  @returns {T[]} */
export const known = (values) => values.flatMap((value) => (value === null ? [] : [value]));
