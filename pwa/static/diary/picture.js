/* The picture of the records: nights by hours, cramps by week with the evenings of the bedtime stretch, what helped. The same
   facts stand below each as a table. Drawn as far as the page's width goes, in the page's colours. */

import { copyOf, one } from "../common/dom.js";
import { between, daysAfter, FEWEST_WEEKS, MONTH_DAYS, nightOf, nights, nightsOf, plausible, tally, weeks, weeksNoted } from "./counts.js";
import { minuteOf } from "./cramp.js";
import { fill, formats, word } from "./words.js";

/** @typedef {import("./cramp.js").Cramp} Cramp */
/** @typedef {import("./cramp.js").Evening} Evening */

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 300; // of the drawings, in their own units
const NAMES = 78; // of that, for the name of a row
const ROW = 15;
const DAY_MIN = 24 * 60;
const HOURS = [18, 0, 6]; // that are named
const place = one(document, ".picture");

/**
 * @param {Cramp[]} cramps  all that is noted
 * @param {Evening[]} evenings
 */
export function drawPicture(cramps, evenings, now = Date.now()) {
  const counted = plausible(cramps, now);
  place.hidden = !counted.length && !evenings.length;
  if (place.hidden) return;
  const today = nightOf({ at: minuteOf(now) });
  compare(counted, today);
  drawNights(nights(counted, evenings, today));
  drawWeeks(weeks(counted, evenings, today));
  drawHelped(counted);
}

/** The numbers of the last weeks, and of those before: side by side, and no word on a trend. @param {Cramp[]} cramps  @param {string} today */
function compare(cramps, today) {
  const from = daysAfter(today, 1 - MONTH_DAYS);
  const last = between(cramps, from, today);
  const before = between(cramps, daysAfter(from, -MONTH_DAYS), daysAfter(from, -1));
  const noted = weeksNoted(cramps, today);
  const say = (/** @type {string} */ selector, /** @type {Cramp[]} */ some) =>
    fill(one(place, selector), { cramps: some.length, nights: nightsOf(some) });
  say(".month-now", last);
  say(".month-before", before);
  fill(one(place, ".too-early"), { weeks: noted });
  one(place, ".month-before").hidden = noted < 2 * FEWEST_WEEKS;
  one(place, ".too-early").hidden = noted >= FEWEST_WEEKS;
}

/** @param {import("./counts.js").Night[]} rows */
function drawNights(rows) {
  const { day, date, clock } = formats(document.documentElement.lang);
  const top = ROW * 1.5;
  const x = (/** @type {number} */ minutes) => NAMES + (minutes / DAY_MIN) * (WIDTH - NAMES);
  const time = (/** @type {number} */ minutes) => clock(minuteAfterNoon(minutes));
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${top + rows.length * ROW}`, class: "chart", "aria-hidden": "true" });
  for (const hour of HOURS) {
    const at = x(((hour + 12) % 24) * 60);
    drawing.append(svg("line", { x1: at, x2: at, y1: top, y2: top + rows.length * ROW, class: "hour" }));
    drawing.append(label(at, ROW, time(((hour + 12) % 24) * 60), "middle"));
  }
  rows.forEach(({ date: night, minutes, evening }, index) => {
    const y = top + (index + 0.5) * ROW;
    if (index % 7 === 0) drawing.append(label(0, y + 4, day(night), "start"));
    drawing.append(svg("line", { x1: NAMES, x2: WIDTH, y1: y, y2: y, class: "row" }));
    if (evening) drawing.append(svg("rect", { x: NAMES - 9, y: y - 3.5, width: 7, height: 7, class: "evening" }));
    for (const at of minutes) drawing.append(svg("circle", { cx: x(at), cy: y, r: 4.5, class: "cramp" }));
  });
  put("#nights", drawing, rows.filter(({ minutes, evening }) => minutes.length || evening).map(({ date: night, minutes, evening }) => [
    date(night),
    minutes.map(time).join(", ") || "–",
    evening ? "✓" : "–",
  ]));
}

/** @param {number} minutes  @returns {string}  a record's time that many minutes after noon */
function minuteAfterNoon(minutes) {
  return new Date(Date.UTC(2000, 0, 1, 12, minutes)).toISOString().slice(0, 16);
}

/** @param {import("./counts.js").Week[]} rows */
function drawWeeks(rows) {
  const { day } = formats(document.documentElement.lang);
  const most = Math.max(...rows.map(({ cramps }) => cramps), 1);
  const room = WIDTH - NAMES - 24;
  const tall = ROW * 2;
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${rows.length * tall}`, class: "chart", "aria-hidden": "true" });
  rows.forEach(({ from, cramps, evenings }, index) => {
    const y = index * tall;
    const wide = (cramps / most) * room;
    drawing.append(label(0, y + 14, day(from), "start"));
    drawing.append(svg("rect", { x: NAMES, y: y + 4, width: wide, height: 11, class: "cramp" }));
    drawing.append(label(NAMES + wide + 5, y + 14, String(cramps), "start"));
    for (let done = 0; done < evenings; done++) {
      drawing.append(svg("rect", { x: NAMES + done * 11, y: y + 18, width: 7, height: 7, class: "evening" }));
    }
  });
  put("#weeks", drawing, rows.map(({ from, cramps, evenings }) => [day(from), String(cramps), String(evenings)]));
}

/** @param {Cramp[]} cramps */
function drawHelped(cramps) {
  const told = cramps.filter(({ helped }) => helped.length);
  const ways = tally(told.flatMap(({ helped }) => helped));
  one(place, "#helped-most").hidden = !ways.length;
  const lines = ways.map(([way, times]) => {
    const line = copyOf(document, "#way");
    fill(line, { way: word(document, `helped-${way}`), times, cramps: told.length });
    return line;
  });
  one(place, "#helped-most ul").replaceChildren(...lines);
}

/**
 * @param {string} figure
 * @param {Element} drawing
 * @param {string[][]} rows  of the table
 */
function put(figure, drawing, rows) {
  one(place, `${figure} .drawn`).replaceChildren(drawing);
  const lines = rows.map(([first, ...others]) => {
    const line = document.createElement("tr");
    const head = Object.assign(document.createElement("th"), { textContent: first, scope: "row" });
    line.append(head, ...others.map((textContent) => Object.assign(document.createElement("td"), { textContent })));
    return line;
  });
  one(place, `${figure} tbody`).replaceChildren(...lines);
}

/** @param {string} name  @param {Record<string, string | number>} attributes */
function svg(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** @param {number} x  @param {number} y  @param {string} text  @param {string} anchor */
function label(x, y, text, anchor) {
  const element = svg("text", { x, y, "text-anchor": anchor });
  element.textContent = text;
  return element;
}

