/* Gets a release onto the phone whole, holds what is there against the list, and clears older ones away. */

import { bundled, partsFor } from "./bundle.js";
import { bodiesHeld, digestOf, lacking, otherCaches, store } from "./kept.js";
import { receive } from "./network.js";
import { CACHE, ENTRIES, LANGUAGES, RELEASE, WORKER } from "./release.js";

const MOST_SINGLE = 4; // entries that are fetched one by one; for more, the bundle is lighter

/** The whole release into its own cache, or an error; what an interrupted try has stored already is kept. */
export async function install() {
  /** @type {string[]} */
  const added = [];
  try {
    await fill(await lacking(), added);
    if ((await lacking()).length > 0) throw new Error("not whole");
  } catch (error) {
    const full = nameOf(error) === "QuotaExceededError";
    // Half a release must not take the room that the reader's own records need.
    if (full) await Promise.all(added.map(async (path) => (await caches.open(CACHE)).delete(path)));
    await tell({ type: "install-failed", reason: full ? "full" : "failed" });
    throw error;
  }
}

/**
 * Hold the cache against the list, mend it, say what was found.
 *
 * @param {{deep?: boolean, script?: string}} asked  `deep` reads every byte; `script` is the asker's own
 * @returns {Promise<import("../common/truth.js").Truth>}
 */
export async function check({ deep, script = "" }) {
  const pages = RELEASE.entries.filter(([path]) => path.endsWith("/") && !path.endsWith("/start/")).length;
  const truth = { pages, languages: LANGUAGES.length, version: RELEASE.version };
  try {
    const lost = await lacking(deep);
    const fault = lost.length > 0 ? await fill(lost).then(() => "", nameOf) : "";
    const missing = (lost.length > 0 ? await lacking(deep) : []).length;
    if (missing === 0 && ENTRIES.has(script)) await tidy();
    return { ...truth, ready: missing === 0, found: lost.length, missing, full: fault === "QuotaExceededError" };
  } catch {
    return { ...truth, ready: false, found: 0, missing: ENTRIES.size, full: false }; // the storage itself is broken
  }
}

/** Older caches go when nobody can need them: one page is open, it is of this release, and nothing is on its way. */
async function tidy() {
  const { installing, waiting } = WORKER.registration;
  if (installing || waiting || (await openPages()).length > 1) return;
  await Promise.all((await otherCaches()).map((name) => caches.delete(name)));
}

/**
 * Get these entries, the cheapest way first; every body is judged by its digest before it is stored.
 *
 * @param {import("./release.js").Entry[]} entries
 * @param {string[]} added  paths of what is stored, filled on the way
 */
async function fill(entries, added = []) {
  const held = await bodiesHeld();
  let rest = entries;
  /** @param {import("./bundle.js").Find} find */
  const take = async (find) => {
    const left = [];
    for (const entry of rest) {
      const body = find(entry.digest);
      if (!body || (await digestOf(body)) !== entry.digest) {
        left.push(entry);
        continue;
      }
      await store(entry, body);
      added.push(entry.path);
      await tell({ type: "progress", done: ENTRIES.size - entries.length + added.length, total: ENTRIES.size });
    }
    rest = left;
  };
  const nothing = () => () => undefined;
  await take((digest) => held.get(digest));
  if (held.size > 0 && rest.length > 0) await take(await partsFor(rest, held).catch(nothing));
  if (rest.length > MOST_SINGLE) await take(await bundled().catch(nothing));
  while (rest.length > 0) {
    const { path, headers, digest } = rest[0];
    const body = await receive(path, RELEASE.headers[headers]["Content-Type"]);
    await take((wanted) => (wanted === digest ? body : undefined));
    if (rest[0]?.path === path) throw new Error(`not of this release: ${path}`);
  }
}

/** @param {unknown} error */
const nameOf = (error) => (error instanceof Error || error instanceof DOMException ? error.name : "");

function openPages() {
  return WORKER.clients.matchAll({ type: "window", includeUncontrolled: true });
}

/** @param {object} message */
async function tell(message) {
  for (const client of await openPages()) client.postMessage(message);
}
