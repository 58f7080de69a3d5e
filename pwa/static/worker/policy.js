/* The worker: keeps one release whole on the phone and answers from it, first and always.

   This is its policy, which reads as prose; the mechanics are the files beside it. The build joins them into one classic
   script, /sw.js (pwa/release/assets.py). Decision 0002. */

import { within } from "../common/deadline.js";
import { check, install, takeOver } from "./install.js";
import { digestOf, kept, keptAnywhere, OWN_MS, responseOf, store, tagIn } from "./cache-entries.js";
import { ask, firstBytes, isOurs, STALL_TIMEOUT_MS } from "./network.js";
import { language } from "./reader.js";
import { BASE, ENTRIES, LANGUAGES, RELEASE, WORKER } from "./release.js";

const FILE = /\.(?!html$)\w+$/;
const RESCUED = 503;
const ASSET_TIMEOUT_MS = 8000; // longer than for a page, because nothing stands in its place; better unstyled than blank

WORKER.addEventListener("install", (event) => event.waitUntil(install()));

// Older caches stay for the pages that are still open; `tidy` takes them away.
WORKER.addEventListener("activate", (event) => event.waitUntil(takeOver()));

WORKER.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(BASE)) return;
  if (request.headers.has("range") || request.cache === "only-if-cached") return;
  const entry = ENTRIES.get(pathname);
  if (request.mode === "navigate") {
    const answer = page(request, pathname).catch(() => rescued(tagIn(pathname)));
    event.respondWith(answer);
    // The page that rescues has no script to ask for it.
    event.waitUntil(answer.then(({ status }) => (status === RESCUED ? check() : undefined)));
  } else if (entry) event.respondWith(stored(entry));
  else if (pathname.startsWith(`${BASE}assets/`)) event.respondWith(ofAnotherVersion(request, pathname));
});

WORKER.addEventListener("message", (event) => {
  const [port] = event.ports;
  if (event.data.type === "hello") port.postMessage(true);
  if (event.data.type === "take-over") WORKER.skipWaiting();
  if (event.data.type === "check") event.waitUntil(check(event.data.deep).then((found) => port.postMessage(found)));
});

/**
 * The answer to a navigation. The query is ignored, a missing slash added, an unknown page explained.
 *
 * @param {Request} request
 * @param {string} pathname
 */
async function page(request, pathname) {
  const path = pathname.replace(/index\.html$/, "");
  if (path === BASE) return Response.redirect(`${BASE}${await language()}/`);
  const tag = tagIn(path);
  const launch = tag && /^start\/?$/.test(path.slice(BASE.length + tag.length + 1));
  const home = tag && !launch ? tag : await language(tag);
  const entry = launch ? ENTRIES.get(`${BASE}${home}/`) : (ENTRIES.get(path) ?? ENTRIES.get(`${path}/`));
  if (entry) return stored(entry, home);
  return (await ofHost(request, path)) ?? notFound(home);
}

/**
 * What we do not keep: a file of the host (evidence.json), another app below ours, or a page that a newer release may have.
 *
 * @param {Request} request
 * @param {string} path
 */
async function ofHost(request, path) {
  if (FILE.test(path)) return firstBytes(request).catch(() => undefined);
  if (!tagIn(path)) return firstBytes(request, STALL_TIMEOUT_MS).catch(() => undefined); // another app may be slow
  const [answer, body] = await ask(path).catch(() => []);
  return answer && body && isOurs(answer, body) ? answer : undefined;
}

/** @param {string} home  the tag of a language */
async function notFound(home) {
  const explanation = ENTRIES.get(`${BASE}${home}/not-found/`);
  if (!explanation) return rescued(home);
  const missing = await stored(explanation, home);
  return new Response(missing.body, { status: 404, headers: missing.headers });
}

/**
 * An entry from the cache. Where the browser has lost it: from the network if it is the right one, else what we have.
 * A page never fails; a portal's answer is taken for nothing.
 *
 * @param {import("./release.js").Entry} entry
 * @param {string} [home]  the tag of the language, where the entry is a page
 */
async function stored(entry, home) {
  const hit = await kept(entry.path);
  if (hit) return hit;
  const [answer, body] = await ask(entry.path).catch(() => []);
  if (body && (await within(OWN_MS, () => digestOf(body)).catch(() => "")) === entry.digest) {
    store(entry, body).catch(() => {}); // a disk that is full, or never answers, must not spoil the answer
    return responseOf(entry, body);
  }
  const older = await keptAnywhere(entry.path, ...(home ? [`${BASE}${home}/`] : []));
  if (older) return older;
  if (answer && body && isOurs(answer, body)) return answer;
  return home ? rescued(home) : Response.error();
}

/** The first instruction, from the worker's own code. */
function rescued(tag = LANGUAGES[0]) {
  return new Response(RELEASE.rescue[tag], { status: RESCUED, headers: RELEASE.headers[0] });
}

/**
 * A page of another version that is still open finds its styles, scripts and pictures.
 *
 * @param {Request} request
 * @param {string} path
 */
async function ofAnotherVersion(request, path) {
  return (await keptAnywhere(path)) ?? firstBytes(request, ASSET_TIMEOUT_MS);
}
