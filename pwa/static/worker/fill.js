/* Gets what is missing of a release: copied from what the phone has, in bundles, or file by file. Decision 0003 says why. */

import { copyHeld, digestOf, store } from "./cache-entries.js";
import { MOST_REQUESTS, receive } from "./network.js";
import { BASE, ENTRIES, GROUPS, SHARED } from "./release.js";

// Of a group: with more missing, its bundle is lighter than what is missing file by file.
const MOST_SINGLE_SHARE = 1 / 3;
const MOST_FAILED = 4; // groups; then it is the network, and what is left is not even tried

/** @typedef {import("./release.js").Entry} Entry */
/** @typedef {import("./release.js").Group} Group */
/** @typedef {import("./release.js").Parted} Parted */
/** @typedef {(entries: Entry[]) => Promise<void>} Tell  Hears of what has been stored. */

/**
 * The groups in the order in which this reader needs them.
 *
 * @param {string} home  tag of the reader's language
 */
export function inOrder(home) {
  const of = (/** @type {string} */ tag) => /** @type {Parted} */ (GROUPS.get(tag));
  const others = [...GROUPS.keys()].filter((tag) => tag !== home).map(of);
  const first = [SHARED.core, of(home).core, SHARED.rest, of(home).rest];
  return { first, others: [others.map(({ core }) => core), others.map(({ rest }) => rest)] };
}

/**
 * What is missing of these groups, into the cache: those in `first` one by one, of the others some at a time. One that
 * fails holds up no other.
 *
 * @param {Entry[]} lost
 * @param {{first: Group[], others: Group[][]}} groups
 * @param {Tell} tell
 * @returns {Promise<unknown[]>}  the errors of those that failed
 */
export async function fill(lost, { first, others }, tell) {
  const left = new Set(lost);
  try {
    await copyHeld(lost, (copied) => {
      for (const entry of copied) left.delete(entry);
      return tell(copied);
    });
  } catch (error) {
    return [error]; // nothing can be stored
  }
  /** @type {unknown[]} */
  const errors = [];
  /** @param {Group} group */
  const get = async ({ bundle, entries }) => {
    const missing = entries.filter((entry) => left.has(entry));
    try {
      if (byDigest(missing).size > MOST_SINGLE_SHARE * byDigest(entries).size) await getBundle(bundle, missing, tell);
      else await getSingly(missing, tell);
    } catch (error) {
      errors.push(error);
    }
  };
  for (const group of first) await get(group);
  const next = async (/** @type {Group} */ group) => {
    if (errors.length < MOST_FAILED) await get(group);
  };
  for (const alike of others) await sideBySide(alike, next);
  return errors;
}

/**
 * A bundle is a JSON list of texts. All that is missing is in it, or nothing of it is taken.
 *
 * @param {string} name
 * @param {Entry[]} missing
 * @param {Tell} tell
 */
async function getBundle(name, missing, tell) {
  try {
    const bodies = await unpacked(await receive(`${BASE}release/${name}.json`));
    if (missing.some(({ digest }) => !bodies.has(digest))) throw new Error(`not of this release: ${name}`);
    for (const entry of missing) await store(entry, /** @type {Uint8Array<ArrayBuffer>} */ (bodies.get(entry.digest)));
    await tell(missing);
  } catch (error) {
    if (isFull(error)) throw error;
    await getSingly(missing, tell);
  }
}

/** @param {ArrayBuffer} bundle  @returns {Promise<Map<string, Uint8Array<ArrayBuffer>>>}  bodies by digest */
async function unpacked(bundle) {
  /** @type {string[]} */
  const texts = JSON.parse(new TextDecoder().decode(bundle));
  if (texts.length > ENTRIES.size) throw new Error("no bundle of ours"); // a digest of each would take for ever
  const bodies = new Map();
  for (const text of texts) {
    const body = new TextEncoder().encode(text);
    bodies.set(await digestOf(body), body);
  }
  return bodies;
}

/**
 * @param {Entry[]} missing
 * @param {Tell} tell
 */
async function getSingly(missing, tell) {
  await sideBySide([...byDigest(missing).values()], async (alike) => {
    const [{ path, digest }] = alike;
    const body = await receive(path);
    if ((await digestOf(body)) !== digest) throw new Error(`not of this release: ${path}`);
    for (const entry of alike) await store(entry, body);
    await tell(alike);
  });
}

/** @param {Entry[]} entries  @returns {Map<string, Entry[]>}  those that are alike together */
function byDigest(entries) {
  const found = new Map();
  for (const entry of entries) found.set(entry.digest, [...(found.get(entry.digest) ?? []), entry]);
  return found;
}

/**
 * Rejects as the first that fails does, when those under way have ended; after it, none is begun.
 *
 * @template T
 * @param {T[]} items
 * @param {(item: T) => Promise<void>} work
 */
async function sideBySide(items, work) {
  const queue = [...items];
  const run = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await work(item);
  };
  /** @param {unknown} error */
  const stop = (error) => {
    queue.length = 0;
    throw error;
  };
  const ended = await Promise.allSettled(Array.from({ length: MOST_REQUESTS }, () => run().catch(stop)));
  for (const end of ended) if (end.status === "rejected") throw end.reason;
}

/** @param {unknown} error */
export function isFull(error) {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
