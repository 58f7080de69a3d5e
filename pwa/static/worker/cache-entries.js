/* What the phone keeps: entries in the cache of their release, judged by their digests. */

import { within } from "../common/deadline.js";
import { BASE, CACHE, LANGUAGES, OURS, RELEASE } from "./release.js";

export const OWN_MS = 3000; // for what the browser knows by itself, while a reader or an activation waits for it
const READ_ONE_IN = 8; // of the entries are read whole after an open, so that a damaged one is found within days

/** @typedef {import("./release.js").Entry} Entry */

/** A proxy's `Vary` must not hide an entry. @param {string} path  @param {string} [cacheName] */
const matching = (path, cacheName = CACHE) => caches.match(path, { cacheName, ignoreVary: true });

/**
 * For a reader who waits: a storage that is broken, or does not answer, must not hide the network.
 *
 * @param {string} path
 * @param {string} [cacheName]
 */
export function kept(path, cacheName) {
  return within(OWN_MS, () => matching(path, cacheName)).catch(() => undefined);
}

/**
 * In the cache of any release. All of it has the time of one look, and a storage that was asleep a second chance.
 *
 * @param {...string} paths  the first that is there
 */
export function keptAnywhere(...paths) {
  const look = async () => {
    const names = [CACHE, ...(await otherCaches().catch(() => []))];
    for (const path of paths) {
      for (const name of names) {
        const hit = await matching(path, name).catch(() => undefined);
        if (hit) return hit;
      }
    }
    return undefined;
  };
  return within(OWN_MS, look).catch(() => undefined);
}

/** The caches of other releases, by name. */
export async function otherCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
}

/**
 * @param {Entry} entry
 * @param {BufferSource} body
 */
export async function store(entry, body) {
  await (await caches.open(CACHE)).put(entry.path, responseOf(entry, body));
}

/**
 * Headers, the policy among them, are the release's own: no proxy can change a stored page's.
 *
 * @param {Entry} entry
 * @param {BufferSource} body
 */
export function responseOf({ headers }, body) {
  return new Response(body, { headers: RELEASE.headers[headers] });
}

/**
 * Entries that the cache lacks, or holds damaged. What a launch needs is always read whole, of the rest a few.
 *
 * @param {Iterable<Entry>} entries
 */
export async function lacking(entries, deep = false) {
  /** @param {string} path */
  const whole = (path) => {
    return deep || path.startsWith(`${BASE}assets/`) || path === `${BASE}${tagIn(path)}/` || Math.random() * READ_ONE_IN < 1;
  };
  const cache = await caches.open(CACHE);
  const paths = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const lost = [];
  for (const entry of entries) {
    if (!paths.has(entry.path) || (whole(entry.path) && !(await intact(entry)))) lost.push(entry);
  }
  return lost;
}

/** @param {Entry} entry */
async function intact({ path, digest }) {
  const body = await (await matching(path).catch(() => undefined))?.arrayBuffer().catch(() => undefined);
  return body !== undefined && (await digestOf(body)) === digest;
}

/**
 * Copies what another release's cache holds, or this one's under another name: whatever it was called, a digest tells it.
 *
 * @param {Entry[]} entries
 * @param {(copied: Entry[]) => Promise<void>} tell
 */
export async function copyHeld(entries, tell) {
  let wanted = entries;
  for (const name of [CACHE, ...(await otherCaches())]) {
    const cache = await caches.open(name);
    for (const request of wanted.length > 0 ? await cache.keys() : []) {
      const body = await (await cache.match(request, { ignoreVary: true }))?.arrayBuffer().catch(() => undefined);
      if (!body) continue;
      const digest = await digestOf(body);
      const found = wanted.filter((entry) => entry.digest === digest);
      for (const entry of found) await store(entry, body);
      if (found.length > 0) await tell(found);
      wanted = wanted.filter((entry) => !found.includes(entry));
    }
  }
}

/**
 * @param {BufferSource} body
 * @returns {Promise<string>}  as many hex digits of SHA-256 as the release lists
 */
export async function digestOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, RELEASE.digest);
}

/** @param {string} path  @returns {string | undefined}  the language that it begins with, if it is one of ours */
export function tagIn(path) {
  return LANGUAGES.find((tag) => `${path}/`.startsWith(`${BASE}${tag}/`));
}
