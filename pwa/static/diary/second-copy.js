/* The records once more, beside the reader's language: a browser that is killed in the middle of a write may find its database
   damaged at a later launch, and then begins an empty one. Chromium does so once in about forty kills (tests/faults/test_kill_records.py).

   Two places by turns, so that one is whole at any moment. Where there are no caches, there is no second copy. */

import { BASE } from "../common/base.js";
import { within } from "../common/deadline.js";
import { isRecord, isText, read, remove, write } from "../common/storage.js";

const READER = `cramp-reader:${BASE}`; // no update deletes it, and no kill switch
const PLACES = [`${BASE}records/1`, `${BASE}records/2`];
const SERIAL = "serial"; // a header: the later copy has the higher one
const ANSWER_MS = 2000; // caches that do not answer hold up no record
/** In localStorage: the caches did not answer when something was deleted, and have it still. */
const STALE = "copy-stale";

/**
 * @template T
 * @param {(cache: Cache, signal: AbortSignal | undefined) => Promise<T>} act  not begun once it was given up: another one may have come since
 * @returns {Promise<T | null>}  null where there are no caches
 */
async function using(act) {
  if (!("caches" in window)) return null;
  return within(ANSWER_MS, async (signal) => {
    const cache = await caches.open(READER);
    return signal?.aborted ? null : act(cache, signal);
  });
}

/** @param {Cache} cache  @returns {Promise<{place: string, serial: number, kept: Response | undefined}[]>}  The latest first. */
async function copies(cache) {
  const kept = await Promise.all(PLACES.map((place) => cache.match(place)));
  const found = kept.map((one, index) => ({ place: PLACES[index], serial: Number(one?.headers.get(SERIAL) ?? 0), kept: one }));
  return found.sort((first, second) => second.serial - first.serial);
}

/** @param {object} records  everything that is to be found again */
export async function copy(records) {
  try {
    await using(async (cache, signal) => {
      const [latest, older] = await copies(cache);
      if (signal?.aborted) return; // or it would be the latest, and bring back what was deleted meanwhile
      await cache.put(older.place, new Response(JSON.stringify(records), { headers: { [SERIAL]: String(latest.serial + 1) } }));
    });
    remove(STALE);
  } catch {
    await forgetCopies(); // an old copy would bring back what was deleted
  }
}

/** @returns {Promise<Record<string, unknown[]> | null>}  What was copied last. */
export async function lastCopy() {
  if (read(STALE, isText, "")) await forgetCopies();
  return using(async (cache) => {
    for (const { kept } of await copies(cache)) {
      const records = await kept?.json().catch(() => null);
      if (isRecord(records)) return /** @type {Record<string, unknown[]>} */ (records);
    }
    return null;
  });
}

export async function forgetCopies() {
  write(STALE, "yes"); // until they are gone
  await using((cache) => Promise.all(PLACES.map((place) => cache.delete(place))));
  remove(STALE);
}
