/* What the app keeps in localStorage. Each key begins with the site's base, because an origin may hold other apps.

   Storage may be full, forbidden, or hold what another version wrote: nothing here throws, reading gives what fits and was
   written last, and a page that cannot keep it says so in its foot (`data-storage`): it holds until the page is closed. */

import { BASE } from "./base.js";

const MOVED = "moved";
/**
 * Keys of versions that did not name the base, and what they kept there. Any app may use these words: only what has our
 * form to the letter is ours. (`country` and `language` held a word, which may be anybody's: they are left.)
 *
 * @type {Record<string, (value: unknown) => boolean>}
 */
const OLD = {
  "cramp-session": (value) => isRecord(value) && Number.isFinite(value.started) && isText(value.view),
  "ticked-signs": (value) => isRecord(value) && Number.isFinite(value.at) && Array.isArray(value.ids) && value.ids.every(isText),
  aids: (value) => isMadeOf(value, { sound: isSwitch, voice: isSwitch, vibration: isSwitch }),
  look: (value) => isMadeOf(value, { theme: isText, text: isText }),
  cramps: (value) => Array.isArray(value) && value.every((each) => isMadeOf(each, { started: Number.isFinite, ended: Number.isFinite })),
};

/**
 * By its name, what was read or written last, and what the phone had then: something else where it took no more.
 *
 * @type {Map<string, {json: string | null, kept: string | null | undefined}>}
 */
const held = new Map();

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
  set(nameOf(key), JSON.stringify(value));
}

/**
 * Another window has changed what is kept; or the page, which the browser kept as it was left, shows again (app.js).
 *
 * @param {string} key
 * @param {() => unknown} work
 */
export function onChange(key, work) {
  addEventListener("storage", (event) => [null, nameOf(key)].includes(event.key) && work());
}

/** @param {string} key */
export function remove(key) {
  set(nameOf(key), null);
}

/** @param {unknown} value  @returns {value is Record<string, unknown>} */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value  @returns {value is string} */
export function isText(value) {
  return typeof value === "string";
}

/** @param {unknown} value  @returns {value is boolean} */
const isSwitch = (value) => typeof value === "boolean";

/**
 * Whether a value is a record with some of these fields, each of its kind, and with no other.
 *
 * @param {unknown} value
 * @param {Record<string, (value: unknown) => boolean>} kinds
 */
function isMadeOf(value, kinds) {
  if (!isRecord(value)) return false;
  const fields = Object.entries(value);
  return fields.length > 0 && fields.every(([name, field]) => name in kinds && kinds[name](field));
}

/** @param {string} name  @returns {string | null | undefined}  undefined where the phone does not say */
function onPhone(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return undefined;
  }
}

/** @param {string} name */
function get(name) {
  const kept = onPhone(name);
  const last = held.get(name);
  // An older value on a full phone does not speak against what was said since; what another page has written since does.
  if (kept === undefined || kept === last?.kept) return last?.json ?? null;
  held.set(name, { json: kept, kept });
  return kept;
}

/** @param {string} name  @param {string | null} json  null: nothing  @returns {boolean}  whether it reached the phone */
function set(name, json) {
  try {
    if (json === null) localStorage.removeItem(name);
    else localStorage.setItem(name, json);
  } catch {
    // Full or forbidden.
  }
  const kept = onPhone(name); // some take it, and keep nothing
  held.set(name, { json, kept });
  if (kept !== json) document.documentElement.dataset.storage = "none";
  return kept === json;
}

/** @param {string | null} json  @returns {unknown} */
function parsed(json) {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}

/** Once: below the root, another copy of the app may still need the old keys, and then they stay. At the root they go. */
function moveOldKeys() {
  if (get(nameOf(MOVED)) !== null) return;
  for (const [key, fits] of Object.entries(OLD)) {
    const json = get(key);
    if (!fits(parsed(json))) continue;
    const moved = get(nameOf(key)) !== null || set(nameOf(key), json);
    if (moved && BASE === "/") set(key, null);
  }
  write(MOVED, true);
}

moveOldKeys();
