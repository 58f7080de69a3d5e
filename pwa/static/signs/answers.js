/* The ticked warning signs: they survive a reload, switch advice off in the cramp's steps, and are forgotten after a day. */

import { pageIn } from "../common/page-loader.js";
import { read, write } from "../cramp/session.js";

const KEY = "ticked-signs";
const DAY = 24 * 60 * 60 * 1000;
/** The same until the page is closed, for a phone that keeps nothing. */
let here = null;

/** The answer, an empty list being "none of these"; null before there is one. What is over a day old is deleted.
 * @returns {string[] | null} */
export function answered(now = Date.now()) {
  const kept = read(KEY) ?? here;
  if (!kept) return null;
  if (now - kept.at < DAY) return kept.ids;
  forget();
  return null;
}

/** @returns {string[]}  Ids of the ticked signs. */
export function ticked(now = Date.now()) {
  const ids = answered(now);
  return Array.isArray(ids) ? ids : [];
}

/** @param {string[]} ids */
export function tick(ids, now = Date.now()) {
  here = { at: now, ids };
  write(KEY, here);
}

export function forget() {
  here = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage is forbidden: nothing was kept.
  }
}

/** @param {string} id  One more. */
export function addTick(id) {
  tick([...new Set([...ticked(), id])]);
}

/** @typedef {{text: string, reason: string, off: string[], level: string}} Sign */

/** @returns {Promise<{signs: Object<string, Sign>}>}  The signs in a language. */
export async function signsIn(tag) {
  const page = await pageIn(tag, "warning-signs/");
  const signs = [...page.querySelectorAll("input[name=sign]")].map((box) => {
    const said = (part) => box.parentElement.querySelector(part)?.textContent ?? "";
    const sign = { text: `${said(".what")} ${said(".examples")}`.trim(), reason: said(".reason") };
    return [box.value, { ...sign, off: box.dataset.off.split(" "), level: box.dataset.level }];
  });
  return { signs: Object.fromEntries(signs) };
}
