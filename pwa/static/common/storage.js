/* What the app keeps in localStorage. Each key begins with the site's base, because an origin may hold other apps.

   Storage may be full, forbidden, or hold what another version wrote: nothing here throws, and reading gives what fits. */

import { BASE } from "./base.js";

const MOVED = "moved";
/** Keys of versions that did not name the base: whether a value is ours, and how it was written. */
const OLD = {
  "cramp-session": isRecord,
  "ticked-signs": isRecord,
  aids: isRecord,
  look: isRecord,
  cramps: Array.isArray,
  // Any app may have used these two words for its own: they are copied and left where they are.
  country: isText,
  language: isText,
};

/** @param {string} key */
const nameOf = (key) => `${BASE}:${key}`;

/**
 * @template T
 * @template D
 * @param {string} key
 * @param {(value: unknown) => value is T} fits
 * @param {D} otherwise  what holds where nothing is kept, or nothing that fits
 * @returns {T | D}
 */
export function read(key, fits, otherwise) {
  const value = parsed(get(nameOf(key)));
  return fits(value) ? value : otherwise;
}

/**
 * @param {string} key
 * @param {unknown} value  of which JSON can be made
 */
export function write(key, value) {
  try {
    localStorage.setItem(nameOf(key), JSON.stringify(value));
  } catch {
    // Full or forbidden: everything still works until the page is closed.
  }
}

/** @param {string} key */
export function remove(key) {
  try {
    localStorage.removeItem(nameOf(key));
  } catch {
    // Forbidden: nothing was kept.
  }
}

/** @param {unknown} value  @returns {value is Record<string, unknown>} */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value  @returns {value is string} */
export function isText(value) {
  return typeof value === "string";
}

/** @param {string} name */
function get(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** @param {string | null} json  @returns {unknown} */
function parsed(json) {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}

/**
 * Once: below the root, another copy of the app may still need the old keys, and then they stay. At the root they go,
 * but for the two that are anybody's words.
 */
function moveOldKeys() {
  if (get(nameOf(MOVED)) !== null) return;
  for (const [key, fits] of Object.entries(OLD)) {
    const kept = get(key);
    const value = fits === isText ? kept : parsed(kept);
    if (!fits(value)) continue;
    if (get(nameOf(key)) === null) write(key, value);
    if (BASE === "/" && fits !== isText && get(nameOf(key)) !== null) forgetOld(key);
  }
  write(MOVED, true);
}

/** @param {string} key */
function forgetOld(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Forbidden: it stays.
  }
}

moveOldKeys();
