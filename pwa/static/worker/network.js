/* How bytes come over the network: past the HTTP cache, without a redirect, and never waiting for ever.

   Nothing here is trusted: what comes is judged by its digest before it is kept. */

import { RELEASE } from "./release.js";

const MISS_TIMEOUT_MS = 3000; // for the network when a reader waits for a page that we do not have
const STALL_TIMEOUT_MS = 20000; // in which a download must gain STALL_BYTES, or it is given up (lie-fi)
const STALL_BYTES = 4000;

/**
 * From the network for a reader who waits.
 *
 * @param {string} path
 * @returns {Promise<[response: Response, body: ArrayBuffer]>}
 */
export async function ask(path) {
  const response = await fetch(path, { cache: "reload", redirect: "error", signal: AbortSignal.timeout(MISS_TIMEOUT_MS) });
  return [response.clone(), await response.arrayBuffer()];
}

/**
 * A portal's page says 200 too, but does not carry our policy.
 *
 * @param {Response} response
 */
export function isOurs(response) {
  const name = "Content-Security-Policy";
  return response.status === 200 && response.headers.get(name) === RELEASE.headers[0][name];
}

/**
 * The bytes at a path, of the right type. Rejects for whatever else comes.
 *
 * @param {string} path
 * @param {string} [type]  a media type
 * @returns {Promise<ArrayBuffer>}
 */
export async function receive(path, type) {
  const control = new AbortController();
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = Number(setTimeout(() => control.abort(), STALL_TIMEOUT_MS));
  };
  wait();
  try {
    const response = await fetch(path, {
      cache: "reload",
      credentials: "same-origin",
      redirect: "error",
      signal: control.signal,
    });
    const given = response.headers.get("Content-Type")?.split(";")[0];
    if (response.status !== 200 || response.type !== "basic" || !response.body) throw new Error(`refused: ${path}`);
    if (type && given !== type.split(";")[0]) throw new Error(`wrong type: ${path}`);
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const pieces = [];
    const reader = response.body.getReader();
    let gained = 0;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      pieces.push(piece.value);
      gained += piece.value.length;
      if (gained < STALL_BYTES) continue;
      gained = 0;
      wait();
    }
    return await new Blob(pieces).arrayBuffer();
  } finally {
    clearTimeout(timer);
  }
}
