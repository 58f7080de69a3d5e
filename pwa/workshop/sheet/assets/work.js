/* What the sheet knows of each text, and what somebody did with it: kept at once, text by text. */

import { keep, kept } from "./storage.js";
import { one } from "../../../static/common/dom.js";
import { whoIAm } from "./me.js";

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
 * @property {boolean} signed
 */
/**
 * @typedef {object} Work
 * @property {string} [to]
 * @property {boolean} [still]
 * @property {boolean} [opened]  the words came here in a file, and were not typed here
 * @property {"yes" | "no"} [read]
 * @property {string} [reader]  who said so, where the answer came here in a file
 * @property {string} [remark]
 */

const WORK = /** @type {const} */ (["to", "still", "opened", "read", "reader", "remark"]);
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

/** What the reader of now says of a text; the answers of another one are not hers. @param {string} id */
export function answerTo(id) {
  const { read, reader } = workOn(id);
  return !reader || reader === whoIAm().reader ? read : undefined;
}

/** Whether a second reader can say something of it. @param {Told} told */
export function canBeRead(told) {
  const { to, still } = workOn(told.id);
  return told.safety && Boolean(to || (told.now && (still || told.done)));
}

/** Whether a text waits for somebody, in the mode of now. @param {Told} told */
export function waits(told) {
  const { to, still } = workOn(told.id);
  if (!reading()) return !(to || still || told.done);
  return canBeRead(told) && !answerTo(told.id) && (Boolean(to) || !told.signed);
}

/** Take a change; whether it is kept. @param {string} id  @param {Work} change */
export function setWork(id, change) {
  const next = { ...workOn(id), ...change };
  if ("to" in change || "still" in change) {
    // Who said yes had read other words.
    delete next.read;
    if (!change.opened || !(next.to || next.still)) delete next.opened;
  }
  if (!next.read) delete next.reader;
  for (const name of WORK) if (!next[name]) delete next[name];
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
