/* The release that this worker keeps: the build puts the list in, so that code and list cannot differ (decision 0002). */

/**
 * @typedef {object} Release
 * @property {string} version
 * @property {string} bundle  digest of the bundle
 * @property {import("../common/negotiation.js").NegotiationTable} negotiation
 * @property {Record<string, string>} rescue  a page by the tag of its language
 * @property {Record<string, string>[]} headers
 * @property {[path: string, digest: string, headers: number][]} entries
 * @property {{least: number, every: number}} cut  which lines end a part (pwa/release/bundle.py)
 * @property {number} digest  hex digits of a listed digest
 * @property {number} part  hex digits of a part's name
 */

/** @typedef {{path: string, digest: string, headers: number}} Entry */

/** @type {Release} */
// @ts-expect-error: the build replaces it
export const RELEASE = /* RELEASE */ null;
/** The worker's own global, which the page's types do not know. */
export const WORKER = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
export const BASE = new URL(WORKER.registration.scope).pathname;
export const OURS = `cramp:${BASE}:`; // the origin may hold other apps: nothing outside this prefix is ever deleted
export const CACHE = OURS + RELEASE.version;
export const READER = `cramp-reader:${BASE}`; // what the reader chose; survives every release
export const LANGUAGES = RELEASE.negotiation.languages.map(({ tag }) => tag);
/** @type {Map<string, Entry>} */
export const ENTRIES = new Map(RELEASE.entries.map(([path, digest, headers]) => [path, { path, digest, headers }]));
export const DIGESTS = [...new Set(RELEASE.entries.map(([, digest]) => digest))]; // the order of the bundle and the recipes
