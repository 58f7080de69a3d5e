/* What the phone keeps: entries in the cache of their release, judged by their digests. */

import { BASE, CACHE, ENTRIES, LANGUAGES, OURS, RELEASE } from "./release.js";

const READ_ONE_IN = 8; // of the entries are read whole after an open, so that a damaged one is found within days

/** @typedef {import("./release.js").Entry} Entry */

/**
 * A proxy's `Vary` must not hide an entry; a broken storage must not hide the network.
 *
 * @param {string} path
 * @param {string} [cacheName]
 */
export function kept(path, cacheName = CACHE) {
  return caches.match(path, { cacheName, ignoreVary: true }).catch(() => undefined);
}

/** @param {string} path  in the cache of any release */
export async function keptAnywhere(path) {
  for (const name of [CACHE, ...(await otherCaches().catch(() => []))]) {
    const hit = await kept(path, name);
    if (hit) return hit;
  }
  return undefined;
}

/** The caches of other releases, by name. */
export async function otherCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
}

/**
 * @param {Entry} entry
 * @param {ArrayBuffer} body
 */
export async function store(entry, body) {
  await (await caches.open(CACHE)).put(entry.path, responseOf(entry, body));
}

/**
 * Headers, the policy among them, are the release's own: no proxy can change a stored page's.
 *
 * @param {Entry} entry
 * @param {ArrayBuffer} body
 */
export function responseOf({ headers }, body) {
  return new Response(body, { headers: RELEASE.headers[headers] });
}

/** Entries that the cache lacks, or holds damaged. What a launch needs is always read whole, of the rest a few. */
export async function lacking(deep = false) {
  /** @param {string} path */
  const whole = (path) => {
    return deep || path.startsWith(`${BASE}assets/`) || path === `${BASE}${tagIn(path)}/` || Math.random() * READ_ONE_IN < 1;
  };
  const cache = await caches.open(CACHE);
  const paths = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const lost = [];
  for (const entry of ENTRIES.values()) {
    if (!paths.has(entry.path) || (whole(entry.path) && !(await intact(entry)))) lost.push(entry);
  }
  return lost;
}

/** @param {Entry} entry */
async function intact({ path, digest }) {
  const body = await (await kept(path))?.arrayBuffer().catch(() => undefined);
  return body !== undefined && (await digestOf(body)) === digest;
}

/** Every body in our caches by its digest: unchanged entries are copied, whatever they are called now. */
export async function bodiesHeld() {
  /** @type {Map<string, ArrayBuffer>} */
  const bodies = new Map();
  for (const name of [CACHE, ...(await otherCaches())]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const body = await (await cache.match(request, { ignoreVary: true }))?.arrayBuffer().catch(() => undefined);
      if (body) bodies.set(await digestOf(body), body);
    }
  }
  return bodies;
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
