/* The ticked warning signs: they survive a reload, switch advice off in the cramp's steps, and are forgotten after a day. */

import { all, maybe } from "../common/dom.js";
import { pageIn } from "../common/page-loader.js";
import { isRecord, read, remove, write } from "../common/storage.js";

const KEY = "ticked-signs";
const LONGEST_MS = 24 * 60 * 60 * 1000;
/** @typedef {{at: number, ids: string[]}} Answer  Unix milliseconds, and what was ticked. */

/** @type {Answer | null} The same until the page is closed, for a phone that keeps nothing. */
let here = null;

/** The answer, an empty list being "none of these"; null before there is one. What is over a day old is deleted.
 * @returns {string[] | null} */
export function answered(now = Date.now()) {
  const kept = read(KEY, isAnswer, here);
  if (!kept) return null;
  if (now - kept.at < LONGEST_MS) return kept.ids;
  forget();
  return null;
}

/** @returns {string[]}  Ids of the ticked signs. */
export function ticked(now = Date.now()) {
  return answered(now) ?? [];
}

/** @param {string[]} ids */
export function tick(ids, now = Date.now()) {
  here = { at: now, ids };
  write(KEY, here);
}

export function forget() {
  here = null;
  remove(KEY);
}

/** @param {string} id  One more. */
export function addTick(id) {
  tick([...new Set([...ticked(), id])]);
}

/** @param {unknown} value  @returns {value is Answer} */
function isAnswer(value) {
  if (!isRecord(value) || !Number.isFinite(value.at)) return false;
  return Array.isArray(value.ids) && value.ids.every((id) => typeof id === "string");
}

/** The box of an id that a phone kept: its own, or the one in whose place it stands since it was split.
 * @param {HTMLInputElement[]} boxes @param {string} id */
export function boxOf(boxes, id) {
  return boxes.find((box) => box.value === id) ?? boxes.find((box) => wordsOf(box.dataset.replaces).includes(id));
}

/** @param {string | undefined} list  @returns {string[]}  Its words, which spaces part. */
export const wordsOf = (list) => (list ?? "").split(" ").filter(Boolean);

/** @typedef {{text: string, off: string[]}} Sign  Its words, and the advice that it switches off. */

/** @param {string} tag  @returns {Promise<Record<string, Sign>>}  The signs in a language, by their ids, older ones too. */
export async function signsIn(tag) {
  const page = await pageIn(tag, "warning-signs/");
  const boxes = all(page, "input[name=sign]", HTMLInputElement);
  return Object.fromEntries(
    boxes.flatMap((box) => {
      const text = maybe(box.parentElement ?? page, ".what")?.textContent ?? "";
      const sign = { text, off: wordsOf(box.dataset.off) };
      return [...wordsOf(box.dataset.replaces), box.value].map((id) => [id, sign]);
    }),
  );
}
