/* The release that this worker keeps: the build puts the list in, so that code and list cannot differ (decision 0002). */

/**
 * @typedef {object} Release
 * @property {string} version
 * @property {import("../common/negotiation.js").NegotiationTable} negotiation
 * @property {Record<string, string>} rescue  a page by the tag of its language
 * @property {Record<string, string>[]} headers
 * @property {number} digest  hex digits of a listed digest
 * @property {number} largest  bytes of the longest body that is fetched
 * @property {Bundles & {first: number, entries: [path: string, digest: string, headers: number][]}} shared  what all
 *   languages need; `first` of them belong to the core
 * @property {[path: string, headers: number][]} pages  below a language, the same for each
 * @property {number} first  how many of the pages belong to a language's core
 * @property {Record<string, Bundles & {digests: string}>} languages  by tag, and the digests of its pages one behind the other
 */

/** @typedef {{core: string, rest: string}} Bundles  their digests */
/** @typedef {{path: string, digest: string, headers: number}} Entry */
/** @typedef {{bundle: string, entries: Entry[]}} Group  What comes together (pwa/release/bundles.py). */
/** @typedef {{core: Group, rest: Group}} Parted  What the screens of a night need, and what only the others do. */

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

/** @param {Bundles} bundles  @param {Entry[]} entries  @param {number} first  @returns {Parted} */
const parted = ({ core, rest }, entries, first) => ({
  core: { bundle: core, entries: entries.slice(0, first) },
  rest: { bundle: rest, entries: entries.slice(first) },
});

export const SHARED = parted(
  RELEASE.shared,
  RELEASE.shared.entries.map(([path, digest, headers]) => ({ path, digest, headers })),
  RELEASE.shared.first,
);
/** @type {Map<string, Parted>}  by the tag of the language */
export const GROUPS = new Map(
  LANGUAGES.map((tag) => {
    const { digests } = RELEASE.languages[tag];
    const entries = RELEASE.pages.map(([path, headers], place) => {
      const start = place * RELEASE.digest;
      return { path: `${BASE}${tag}/${path}`, digest: digests.slice(start, start + RELEASE.digest), headers };
    });
    return [tag, parted(RELEASE.languages[tag], entries, RELEASE.first)];
  }),
);
const EVERY = [SHARED, ...GROUPS.values()].flatMap(({ core, rest }) => [core, rest]);
/** @type {Map<string, Entry>} */
export const ENTRIES = new Map(EVERY.flatMap(({ entries }) => entries).map((entry) => [entry.path, entry]));
