/* How a release travels: in one bundle, or in the parts that changed (pwa/release/bundle.py). Decision 0003 has the figures. */

import { digestOf } from "./kept.js";
import { unlzma } from "./lzma.js";
import { receive } from "./network.js";
import { BASE, DIGESTS, RELEASE } from "./release.js";

const FOLDER = `${BASE}release/`;
const MOST_PARTS = 100; // of changed entries that are fetched one by one: half of what the bundle weighs

/** @typedef {(digest: string) => ArrayBuffer | undefined} Find  The body of a digest, from wherever it came. */

/**
 * Changed bodies put together from the parts that we hold and the few that we do not.
 *
 * @param {import("./release.js").Entry[]} entries
 * @param {Map<string, ArrayBuffer>} held
 * @returns {Promise<Find>}
 */
export async function partsFor(entries, held) {
  /** @type {Map<string, BlobPart>} */
  const parts = new Map();
  for (const body of held.values()) {
    for (const part of partsOf(new Uint8Array(body))) parts.set((await digestOf(part)).slice(0, RELEASE.part), part);
  }
  /** @type {string[][]} */
  const listed = JSON.parse(textOf(await unzip(await receive(`${FOLDER}${RELEASE.version}.recipes`))));
  const recipes = new Map(DIGESTS.map((digest, place) => [digest, listed[place]]));
  const wanted = new Set(entries.flatMap(({ digest }) => recipes.get(digest) ?? []).filter((name) => !parts.has(name)));
  if (wanted.size > MOST_PARTS) throw new Error("the bundle is lighter");
  for (const name of wanted) parts.set(name, await unzip(await receive(`${FOLDER}parts/${name}`)));
  /** @type {Map<string, ArrayBuffer>} */
  const bodies = new Map();
  for (const { digest } of entries) {
    const body = new Blob((recipes.get(digest) ?? []).map((name) => parts.get(name) ?? ""));
    bodies.set(digest, await body.arrayBuffer());
  }
  return (digest) => bodies.get(digest);
}

/** @param {Uint8Array<ArrayBuffer>} body  cut where its own lines say so, by the release's rule */
function partsOf(body) {
  const { least, every } = RELEASE.cut;
  const parts = [];
  let start = 0;
  for (let line = 0, end = 0; line < body.length; line = end) {
    end = body.indexOf(10, line) + 1 || body.length;
    const size = end - line;
    const cut = size === 1 || (size >= least && size % every === 0);
    if (!cut && end < body.length) continue;
    parts.push(body.slice(start, end));
    start = end;
  }
  return parts;
}

/**
 * All bodies from one request: a size, then packed a line with the bodies' sizes, and the bodies.
 *
 * @returns {Promise<Find>}
 */
export async function bundled() {
  const packed = await receive(`${FOLDER}${RELEASE.version}.bundle`);
  // Judged before it is unpacked: a portal's page read as a size would be a gigabyte.
  if ((await digestOf(packed)) !== RELEASE.bundle) throw new Error("not the bundle of this release");
  const whole = unlzma(new Uint8Array(packed, 4), new DataView(packed).getUint32(0));
  let end = whole.indexOf(10) + 1;
  /** @type {number[]} */
  const sizes = JSON.parse(textOf(whole.subarray(0, end)));
  const bodies = new Map(DIGESTS.map((digest, place) => [digest, whole.slice(end, (end += sizes[place])).buffer]));
  return (digest) => bodies.get(digest);
}

/** @param {ArrayBuffer} bytes */
function unzip(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
}

/** @param {BufferSource} bytes */
function textOf(bytes) {
  return new TextDecoder().decode(bytes);
}
