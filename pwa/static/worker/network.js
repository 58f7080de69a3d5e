/* How bytes come over the network: past the HTTP cache, without a redirect, and never waiting for ever.

   Nothing here is trusted: what comes is judged by its digest before it is kept. */

import { within } from "../common/deadline.js";
import { RELEASE } from "./release.js";

const MISS_TIMEOUT_MS = 3000; // for the network when a reader waits for a page that we do not have
export const STALL_TIMEOUT_MS = 20000; // in which a download must gain STALL_BYTES, or it is given up (lie-fi)
const STALL_BYTES = 4000;
export const MOST_REQUESTS = 4; // at a time, of an install or update: the reader's own come first
const OUR_PAGE = ' data-screen="'; // stands at the beginning of each page of ours, of every release

let requests = 0;
/** @type {((value?: unknown) => void)[]} */
const waiting = [];

/**
 * From the network for a reader who waits.
 *
 * @param {string} path
 * @returns {Promise<[response: Response, body: ArrayBuffer]>}
 */
export function ask(path) {
  return within(MISS_TIMEOUT_MS, async (signal) => {
    const response = await fetch(path, { cache: "no-store", redirect: "error", signal });
    const body = await bodyOf(response);
    return [new Response(body, response), body];
  });
}

/**
 * What the host has beside the release, however long it is, if its answer begins in time.
 *
 * @param {Request} request
 * @param {number} [limitMs]  milliseconds
 */
export function firstBytes(request, limitMs = MISS_TIMEOUT_MS) {
  return within(limitMs, (signal) => fetch(request, { signal }));
}

/**
 * A portal's page says 200 too, but is none of ours. Headers cannot tell: not every host sends ours.
 *
 * @param {Response} response
 * @param {ArrayBuffer} body
 */
export function isOurs(response, body) {
  return response.status === 200 && new TextDecoder().decode(body.slice(0, 300)).includes(OUR_PAGE);
}

/**
 * The bytes at a path. Rejects where none come, or where an error comes with them.
 *
 * @param {string} path
 * @returns {Promise<ArrayBuffer>}
 */
export async function receive(path) {
  if (requests === MOST_REQUESTS) {
    await new Promise((resolve) => {
      waiting.push(resolve);
    });
  } else requests += 1;
  try {
    return await download(path);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else requests -= 1;
  }
}

/** @param {string} path  @returns {Promise<ArrayBuffer>} */
async function download(path) {
  const control = new AbortController();
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = Number(setTimeout(() => control.abort(), STALL_TIMEOUT_MS));
  };
  // What is aborted may go on unheard all the same, and it has one of the few places.
  const aborted = new Promise((_, reject) => {
    control.signal.addEventListener("abort", () => reject(new Error(`given up: ${path}`)));
  });
  wait();
  try {
    return await Promise.race([bytesAt(path, control.signal, wait), /** @type {Promise<never>} */ (aborted)]);
  } finally {
    clearTimeout(timer);
    control.abort(); // what is left of an answer that was refused
  }
}

/**
 * @param {string} path
 * @param {AbortSignal} signal
 * @param {() => void} going  hears that enough has come
 * @returns {Promise<ArrayBuffer>}
 */
async function bytesAt(path, signal, going) {
  const response = await fetch(path, {
    cache: "no-store", // a wrong body must not lie there for the pages, as a file that never changes
    credentials: "same-origin",
    redirect: "error",
    signal,
  });
  if (!response.ok || response.type !== "basic") throw new Error(`refused: ${path}`);
  let gained = 0;
  return bodyOf(response, (bytes) => {
    gained += bytes;
    if (gained < STALL_BYTES) return;
    gained = 0;
    going();
  });
}

/**
 * The whole of a body. Rejects where there is none, and where it is longer than any that the release has: it may never end.
 *
 * @param {Response} response
 * @param {(bytes: number) => void} [gained]  hears of each piece
 * @returns {Promise<ArrayBuffer>}
 */
async function bodyOf(response, gained) {
  if (!response.body) throw new Error(`no body: ${response.url}`);
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  const reader = response.body.getReader();
  let size = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    size += piece.value.length;
    if (size > RELEASE.largest) {
      reader.cancel().catch(() => {});
      throw new Error(`too long: ${response.url}`);
    }
    gained?.(piece.value.length);
  }
  return new Response(new Blob(pieces)).arrayBuffer(); // Blob.arrayBuffer: iOS 14.5
}
