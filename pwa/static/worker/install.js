/* Gets a release onto the phone, holds what is there against the list, and clears older ones away. */

import { within } from "../common/deadline.js";
import { fill, inOrder, isFull } from "./fill.js";
import { kept, lacking, otherCaches, OWN_MS, tagIn } from "./cache-entries.js";
import { firstLanguage, listeners, openPages } from "./reader.js";
import { BASE, CACHE, ENTRIES, LANGUAGES, OURS, READER, RELEASE, WORKER } from "./release.js";

const LOOK_MS = 45000; // then a page hears how it stands, while many languages are still on their way
const DEEP_LOOK_MS = 4 * 60 * 1000; // what reads every byte says nothing before it has
const GLANCE_MS = 10 * 1000; // and the page has waited for LOOK_MS already
const LONGEST_LOOK_MS = 5 * 60 * 1000; // for whoever wants the next
const CLEARING_MS = 30 * 1000;
const STEPS = 20; // in which the progress of an install is told
// Beside what the reader chose: the version that is being installed, and the pages that were open when this one took over.
const ON_ITS_WAY = `${BASE}installing`;
const OLDER_PAGES = `${BASE}older-pages`;
const UNKNOWN = "unknown"; // which those are: then nothing that they may need is deleted

/** @typedef {import("./release.js").Entry} Entry */
/** @typedef {import("../common/truth.js").Truth} Truth */

/**
 * A first install is what this reader needs at once, and `check` gets the rest; an update is all of it, but that another
 * language fails holds it up as little as it does at first: its older pages stay.
 */
export async function install() {
  const home = await firstLanguage();
  const groups = inOrder(home);
  const update = (await otherCaches()).length > 0;
  const needed = groups.first.slice(0, update ? 4 : 2).flatMap(({ entries }) => entries);
  await remember(ON_ITS_WAY, RELEASE.version);
  const lost = await lacking([...ENTRIES.values()]);
  /** @type {Entry[]} */
  const added = [];
  const errors = await fill(update ? lost : lost.filter((entry) => needed.includes(entry)), groups, counting(lost, added, home));
  const full = errors.some(isFull);
  if (!full && (await lacking(needed)).length === 0) return;
  if (full) await giveBack(added);
  await tell({ type: "install-failed", reason: full ? "full" : "failed" });
  throw new Error("not installed", { cause: errors[0] });
}

/** One at a time: two open pages must not fetch the same twice. One that never ends is not waited for for ever. */
let last = /** @type {Promise<unknown>} */ (Promise.resolve());

/**
 * Hold the cache against the list, mend it, say what was found.
 *
 * @param {boolean} [deep]  reads every byte
 * @returns {Promise<Truth | null>}  null where every byte was to be read, and that takes too long
 */
export function check(deep) {
  const looked = last.then(() => look(deep));
  last = within(LONGEST_LOOK_MS, () => looked).catch(() => {});
  return within(deep ? DEEP_LOOK_MS : LOOK_MS, () => looked).catch(() => (deep ? null : glance()));
}

/** How it stands, without mending anything. */
async function glance() {
  const left = await within(GLANCE_MS, () => lacking([...ENTRIES.values()])).catch(() => [...ENTRIES.values()]);
  return truth(left.length, left, false);
}

/** @param {boolean} [deep]  @returns {Promise<Truth>} */
async function look(deep) {
  try {
    const lost = await lacking([...ENTRIES.values()], deep);
    /** @type {Entry[]} */
    const added = [];
    const home = await firstLanguage();
    const errors = lost.length > 0 ? await fill(lost, inOrder(home), counting(lost, added, home)) : [];
    const left = lost.length > 0 ? await lacking([...ENTRIES.values()], deep) : [];
    const full = errors.some(isFull);
    if (full) await giveBack(added.filter(({ path }) => ![undefined, home, ...languagesWithout(left).tags].includes(tagIn(path))));
    if (left.length === 0) await clearing(tidy);
    return truth(lost.length, left, full);
  } catch {
    return truth(0, [...ENTRIES.values()], false); // the storage itself is broken
  }
}

/** @param {number} found  @param {Entry[]} left  @param {boolean} full  @returns {Truth} */
function truth(found, left, full) {
  const pages = RELEASE.pages.filter(([path]) => /^$|\/$/.test(path) && path !== "start/").length * LANGUAGES.length;
  const { version } = RELEASE;
  return { ready: left.length === 0, found, missing: left.length, full, ...languagesWithout(left), pages, version };
}

/** The languages that are whole. @param {Entry[]} left  what is missing */
function languagesWithout(left) {
  const wanting = new Set(left.map(({ path }) => tagIn(path)));
  const tags = wanting.has(undefined) ? [] : LANGUAGES.filter((tag) => !wanting.has(tag));
  return { tags, kept: tags.length, languages: LANGUAGES.length };
}

/**
 * Half a release, or half a language, must not take the room that the reader's own records need.
 *
 * @param {Entry[]} added
 */
function giveBack(added) {
  return clearing(async () => {
    const cache = await caches.open(CACHE);
    for (const { path } of added) await cache.delete(path);
  });
}

/** What cannot be cleared away makes nothing that is kept less true. @param {() => Promise<void>} work */
function clearing(work) {
  return within(CLEARING_MS, work).catch(() => {});
}

/**
 * Pages that are open now were another release's, and may still need its files. It ends whatever does not answer: every
 * page waits for an activation (Service Workers, "Handle Fetch").
 */
export async function takeOver() {
  const { clients } = WORKER;
  const older = await within(OWN_MS, () => clients.matchAll({ type: "window" })).catch(() => [{ id: UNKNOWN }]);
  await remember(OLDER_PAGES, older.map(({ id }) => id).join(" "));
  await within(OWN_MS, () => clients.claim()).catch(() => {}); // the next launch is ours anyway
}

/** Older caches go when nobody can need them: the one page that is open is of this release, and nothing is on its way. */
async function tidy() {
  const { installing, waiting } = WORKER.registration;
  const open = await openPages();
  const older = await remembered(OLDER_PAGES);
  if (installing || waiting || open.length > 1 || [UNKNOWN, ...open.map(({ id }) => id)].some((id) => older.includes(id))) return;
  const others = await otherCaches();
  // In this order: an update that begins meanwhile has said so before it made its cache. One that was interrupted goes on.
  const awaited = OURS + (await remembered(ON_ITS_WAY));
  for (const name of others) if (name !== awaited) await caches.delete(name);
}

/** @param {string} path  @param {string} text */
async function remember(path, text) {
  try {
    await within(OWN_MS, async () => (await caches.open(READER)).put(path, new Response(text)));
  } catch {
    // No room, or no answer: an interrupted try begins again, and an old page may miss a file.
  }
}

/** @param {string} path */
async function remembered(path) {
  return (await (await kept(path, READER))?.text()) ?? "";
}

/**
 * Tells open pages how far it is, in steps: a message for each of a thousand files would keep a phone busy. That the
 * reader's own language is whole is told at once: with many languages, a step is several of them.
 *
 * @param {Entry[]} lost
 * @param {Entry[]} added  filled on the way
 * @param {string} home  tag of the reader's language
 * @returns {import("./fill.js").Tell}
 */
function counting(lost, added, home) {
  const left = new Set(lost);
  const own = new Set(lost.filter(({ path }) => [undefined, home].includes(tagIn(path))));
  const total = ENTRIES.size;
  let told = total - lost.length;
  return async (entries) => {
    added.push(...entries);
    const owed = own.size;
    for (const entry of entries) {
      left.delete(entry);
      own.delete(entry);
    }
    const done = total - left.size;
    const whole = owed > 0 && own.size === 0;
    if (done < told + total / STEPS && left.size > 0 && !whole) return;
    told = done;
    const telling = tell({ type: "progress", done, total, ...languagesWithout([...left]) });
    if (left.size === 0) await telling; // before it nobody waits for pages that may not be told of
  };
}

/** @param {object} message */
async function tell(message) {
  for (const client of await listeners()) client.postMessage(message);
}
