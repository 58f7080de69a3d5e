/* What the sheet knows of each text, and what somebody did with it: kept at once, text by text. */

import { keep, kept } from "./storage.js";
import { one } from "../../../static/common/dom.js";

/**
 * @typedef {object} Told  what the file knows of a text
 * @property {string} id  of this English and this translation
 * @property {string} text  the id of the text
 * @property {string} kind
 * @property {string} english
 * @property {string} now  the translation as the sheet was made
 * @property {boolean} safety
 * @property {boolean} done  finished as it is
 * @property {boolean} fuzzy
 */
/** @typedef {{ to?: string, still?: boolean, read?: "yes" | "no", remark?: string }} Work */

const PLACEHOLDER = /\{[a-z_]+\}/g;
const root = document.documentElement;

/** @type {Map<string, Told>} */
export const texts = new Map(JSON.parse(one(document, "#texts").textContent ?? "").map((/** @type {Told} */ told) => [told.id, told]));
/** @type {Map<string, Work>} */
const work = new Map([...texts.keys()].map((id) => [id, kept(id)]));

export const reading = () => root.dataset.mode === "read";

/** @param {string} id  @returns {Work} */
export const workOn = (id) => work.get(id) ?? {};

/** What a text says now. @param {Told} told */
export const translation = (told) => workOn(told.id).to ?? told.now;

/** Whether a second reader can say something of it. @param {Told} told */
export function canBeRead(told) {
  const { to, still } = workOn(told.id);
  return told.safety && Boolean(to || (told.now && (still || told.done)));
}

/** Whether a text waits for somebody, in the mode of now. @param {Told} told */
export function waits(told) {
  const { to, still, read } = workOn(told.id);
  return reading() ? canBeRead(told) && !read : !(to || still || told.done);
}

/** Take a change; whether it is kept. @param {string} id  @param {Work} change */
export function setWork(id, change) {
  const next = { ...workOn(id), ...change };
  // Who said yes had read other words.
  if ("to" in change || "still" in change) delete next.read;
  for (const name of /** @type {const} */ (["to", "still", "read", "remark"])) if (!next[name]) delete next[name];
  work.set(id, next);
  return keep(id, next);
}

/** Everything that somebody did something with, in the order of the sheet. */
export function worked() {
  return [...texts.values()].filter(({ id }) => Object.keys(workOn(id)).length);
}

/** Placeholders that got lost or came in. @param {Told} told */
export function wrongPlaceholders(told) {
  const ours = placeholders(told.english);
  const theirs = placeholders(workOn(told.id).to ?? told.english);
  return [...ours.filter((name) => !theirs.includes(name)), ...theirs.filter((name) => !ours.includes(name))];
}

/** @param {string} text  @returns {string[]} */
function placeholders(text) {
  return text.match(PLACEHOLDER) ?? [];
}
