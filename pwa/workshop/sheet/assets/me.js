/* Who sits here: a translator, or a second reader. Kept as the work is. */

import { keep, kept } from "./storage.js";

/**
 * @typedef {object} Me
 * @property {string} [translator]
 * @property {boolean} [credit]  the translator wants to be named in the app
 * @property {string} [reader]
 * @property {string} [role]
 * @property {string[]} [names]  of everybody whose words came here in a file
 */

/** @type {Me} */
let me = kept("me");

export const whoIAm = () => me;

/** Whether it is kept. @param {Me} change */
export function become(change) {
  me = { ...me, ...change };
  return keep("me", { ...me });
}
