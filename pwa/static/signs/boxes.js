/* The boxes of the warning signs: which stands for an id that a phone kept, and what a page says of each. */

import { all, maybe } from "../common/dom.js";

/** The box of an id that a phone kept: its own, or the one in whose place it stands since it was split.
 * @param {HTMLInputElement[]} boxes @param {string} id */
export function boxOf(boxes, id) {
  return boxes.find((box) => box.value === id) ?? boxes.find((box) => wordsOf(box.dataset.replaces).includes(id));
}

/** @param {string | undefined} list  @returns {string[]}  Its words, which spaces part. */
export const wordsOf = (list) => (list ?? "").split(" ").filter(Boolean);

/** @typedef {{text: string, level: string, off: string[]}} Sign  Its words, its urgency, and the advice that it switches off. */

/** @param {string} tag  @returns {Promise<Record<string, Sign>>}  The signs in a language, by their ids, older ones too. */
export async function signsIn(tag) {
  const { pageIn } = await import("../common/page-loader.js"); // the page of the signs is one itself
  const page = await pageIn(tag, "warning-signs/");
  const boxes = all(page, "input[name=sign]", HTMLInputElement);
  return Object.fromEntries(
    boxes.flatMap((box) => {
      const text = maybe(box.parentElement ?? page, ".what")?.textContent ?? "";
      const sign = { text, level: box.dataset.level ?? "", off: wordsOf(box.dataset.off) };
      return [...wordsOf(box.dataset.replaces), box.value].map((id) => [id, sign]);
    }),
  );
}
