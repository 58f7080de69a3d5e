/* The reader's own records in IndexedDB, on this phone only: cramps, and evenings on which the bedtime routine was done.

   A browser may have none, forbid it, be full, hang, or close it under us: each call ends, with what was asked for or with
   a RecordsError that says why. What is confirmed is on the disk, twice (second-copy.js). */

import { BASE } from "../common/base.js";
import { within } from "../common/deadline.js";
import { read, remove, write } from "../common/storage.js";
import { openDB } from "../vendor/idb.js";
import { fromList } from "./cramp.js";
import { copy, forgetCopies, lastCopy } from "./second-copy.js";

export const NAME = `${BASE}:records`;
/** The key in localStorage that other windows hear of a change by. */
export const CHANGED = "records-changed";
const VERSION = 1;
const OLD_LIST = "cramps"; // where versions before the diary kept them, in localStorage
const READ_MS = 3 * 1000; // that a read waits for a write of another window
const LONGEST_MS = 10 * 1000; // Safari 14.1 may never answer (https://bugs.webkit.org/show_bug.cgi?id=226547)
/** @type {IDBTransactionOptions}  Confirmed means written, not handed on; https://w3c.github.io/IndexedDB/#transaction-durability-hint */
const ON_DISK = { durability: "strict" };
/** The stores, and the field that is the key in each. */
const STORES = { cramps: "id", evenings: "date" };

/**
 * @typedef {import("./cramp.js").Cramp} Cramp
 * @typedef {import("./cramp.js").Evening} Evening
 * @typedef {{cramps: {key: string, value: Cramp}, evenings: {key: string, value: Evening}}} Schema
 * @typedef {keyof Schema} Store
 * @typedef {import("../vendor/idb.js").IDBPDatabase<Schema>} Database
 */

/** Why the records cannot be read or written: `full`, `newer` (a newer version of the app wrote them) or `closed`. */
export class RecordsError extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    const name = nameOf(cause);
    super(`no records: ${name}`);
    /** @type {"full" | "newer" | "closed"} */
    this.reason = name === "QuotaExceededError" ? "full" : name === "VersionError" ? "newer" : "closed";
  }
}

/** @param {unknown} error */
const nameOf = (error) => (error instanceof Error || error instanceof DOMException ? error.name : "");

/** @type {Promise<Database> | null} */
let opened = null;
/** Nothing is missing in this one. @type {Database | null} */
let whole = null;

/** @returns {Promise<Database>} */
function connection() {
  opened ??= open();
  opened.catch(close);
  return opened;
}

function close() {
  opened = null;
}

async function open() {
  /** @type {Database} */
  const database = await openDB(NAME, VERSION, {
    upgrade,
    // Another window brings a newer version, or deletes all: it shall not wait for this one.
    blocking: () => {
      database.close();
      close();
    },
    terminated: close,
  });
  return database;
}

/**
 * From the version that the phone has, step by step to this one.
 *
 * @param {Database} database
 * @param {number} from
 */
function upgrade(database, from) {
  if (from < 1) for (const store of stores()) database.createObjectStore(store, { keyPath: STORES[store] });
}

const stores = () => /** @type {Store[]} */ (Object.keys(STORES));

/** @param {Database} database */
async function isEmpty(database) {
  const counts = await Promise.all(stores().map((store) => database.count(store)));
  return !counts.some(Boolean);
}

/**
 * Bring into it what is missing: from its copy while no other window writes, or what that deletes would come back.
 *
 * @param {Database} database
 * @param {boolean} locked  whether this is already so
 */
async function complete(database, locked) {
  if (whole === database) return;
  const bring = () => restore(database).catch(() => {});
  if (locked) await bring();
  else if (await isEmpty(database)) await alone(bring, READ_MS);
  await carryOver(database).catch(() => {}); // the old list stays, and is taken the next time
  whole = database;
}

/** An empty database may be one that the browser has lost and made anew. @param {Database} database */
async function restore(database) {
  if (!(await isEmpty(database))) return;
  const kept = await lastCopy();
  if (!kept) return;
  const change = database.transaction(stores(), "readwrite", ON_DISK);
  const puts = stores().flatMap((store) => (kept[store] ?? []).map((record) => change.objectStore(store).put(/** @type {never} */ (record))));
  await Promise.all([...puts, change.done]);
}

/** What was noted before there was a diary. @param {Database} database */
async function carryOver(database) {
  const old = fromList(read(OLD_LIST, Array.isArray, []));
  if (old.length) {
    const change = database.transaction("cramps", "readwrite", ON_DISK);
    change.done.catch(() => {}); // told by what is waited for before it
    const known = await change.store.getAllKeys();
    const missing = old.filter(({ id }) => !known.includes(id));
    await Promise.all([...missing.map((cramp) => change.store.put(cramp)), change.done]);
  }
  remove(OLD_LIST);
}

/**
 * Do something with the database; once more where the browser had closed it meanwhile, as iOS does in the background.
 *
 * @template T
 * @param {(database: Database) => Promise<T>} act  what changes nothing when it is done twice
 * @param {boolean} [locked]  whether other windows wait
 * @returns {Promise<T>}  rejects with a RecordsError
 */
async function using(act, locked = false) {
  try {
    const once = () =>
      within(LONGEST_MS, async (signal) => {
        signal?.addEventListener("abort", close); // one that never opens is asked for anew the next time, as WebKit's bug wants
        const database = await connection();
        await complete(database, locked);
        return act(database);
      });
    return await once().catch((error) => {
      if (!["InvalidStateError", "UnknownError", "AbortError"].includes(nameOf(error))) throw error;
      close();
      return once();
    });
  } catch (error) {
    throw new RecordsError(error);
  }
}

/**
 * One window at a time, where the browser has locks and gives one; a record does not wait for it for ever, and is written
 * where a lock is told of that was never given.
 *
 * @template T
 * @param {() => Promise<T>} act
 * @param {number} [longest]  milliseconds
 * @returns {Promise<T>}
 */
function alone(act, longest = LONGEST_MS) {
  /** @type {Promise<T> | undefined} */
  let begun;
  const once = () => (begun ??= act());
  return within(longest, async () => navigator.locks.request(NAME, once)).then(once, once);
}

/**
 * Change something: in the database, in its copy, and for the other windows.
 *
 * @template T
 * @param {(database: Database) => Promise<T>} act  what changes nothing when it is done twice
 * @returns {Promise<T>}  rejects with a RecordsError
 */
async function changing(act) {
  const result = await alone(async () => {
    const changed = await using(act, true);
    await using(copyAll, true).catch(() => {}); // the record itself is written
    return changed;
  });
  write(CHANGED, Date.now());
  return result;
}

/** @param {Database} database */
async function copyAll(database) {
  const [cramps, evenings] = await Promise.all([database.getAll("cramps"), database.getAll("evenings")]);
  await copy({ cramps, evenings });
}

/**
 * @template {Store} S
 * @param {S} store
 * @returns {Promise<Schema[S]["value"][]>}
 */
export function all(store) {
  return using((database) => database.getAll(store));
}

/**
 * Write a record over the one of its key, if there is one.
 *
 * @template {Store} S
 * @param {S} store
 * @param {Schema[S]["value"]} record
 */
export function put(store, record) {
  return changing(async (database) => {
    const change = database.transaction(store, "readwrite", ON_DISK);
    await Promise.all([change.store.put(record), change.done]);
  });
}

/**
 * Write a record where there is none of its key: what the reader has changed since stays as it is.
 *
 * @template {Store} S
 * @param {S} store
 * @param {Schema[S]["value"]} record
 */
export function add(store, record) {
  return merge({ [store]: [record] }, () => false);
}

/** @param {Store} store  @param {string} key */
export function erase(store, key) {
  return changing(async (database) => {
    const change = database.transaction(store, "readwrite", ON_DISK);
    await Promise.all([change.store.delete(key), change.done]);
  });
}

/**
 * Records from elsewhere beside those that are here, all of them or none. Doing it twice changes nothing.
 *
 * @param {{cramps?: Cramp[], evenings?: Evening[]}} records
 * @param {(other: Cramp, own: Cramp) => boolean} [better]  whether the other is to take the place of the own one
 * @returns {Promise<{added: number, changed: number}>}
 */
export function merge({ cramps = [], evenings = [] }, better = (other, own) => other.changed > own.changed) {
  return changing(async (database) => {
    const change = database.transaction(stores(), "readwrite", ON_DISK);
    change.done.catch(() => {}); // told by what is waited for before it
    const [own, dates] = await Promise.all([change.objectStore("cramps").getAll(), change.objectStore("evenings").getAllKeys()]);
    const byId = new Map(own.map((cramp) => [cramp.id, cramp]));
    const added = cramps.filter(({ id }) => !byId.has(id));
    const changed = cramps.filter((cramp) => {
      const mine = byId.get(cramp.id);
      return mine !== undefined && better(cramp, mine);
    });
    const known = new Set(dates); // a file may have tens of thousands
    const days = evenings.filter(({ date }) => !known.has(date));
    const puts = [...added, ...changed].map((cramp) => change.objectStore("cramps").put(cramp));
    await Promise.all([...puts, ...days.map((day) => change.objectStore("evenings").put(day)), change.done]);
    return { added: added.length + days.length, changed: changed.length };
  });
}

/** Everything that was recorded. */
export function eraseAll() {
  remove(OLD_LIST);
  return changing(async (database) => {
    await forgetCopies().catch(() => {});
    const change = database.transaction(stores(), "readwrite", ON_DISK);
    await Promise.all([...stores().map((store) => change.objectStore(store).clear()), change.done]);
  });
}
