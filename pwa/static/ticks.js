/* The ticked warning signs: they survive a reload, switch advice off in the cramp's steps, and are forgotten after a day. */

import { read, write } from "./session.js";

const KEY = "ticked-signs";
const DAY = 24 * 60 * 60 * 1000;

/** @returns {string[]}  Ids of the ticked signs. */
export function ticked(now = Date.now()) {
  const kept = read(KEY);
  return now - kept?.at < DAY && Array.isArray(kept.ids) ? kept.ids : [];
}

/** @param {string[]} ids */
export function tick(ids, now = Date.now()) {
  write(KEY, { at: now, ids });
}

/** @param {string} id  One more. */
export function addTick(id) {
  tick([...new Set([...ticked(), id])]);
}

/** @typedef {{text: string, reason: string, off: string[], level: string}} Sign */

/** @returns {Promise<{signs: Object<string, Sign>, outcomes: Object<string, object>}>}  The signs in a language. */
export async function signsIn(tag) {
  const response = await fetch(new URL(`../../${tag}/signs.json`, import.meta.url));
  return response.json();
}
