/* The worker: keeps one release whole on the phone and answers from it, first and always.

   Policy comes first and reads as prose, mechanics follow. The release (its version, paths, digests and headers) is
   written into this file when it is built, so code and list cannot differ. docs/decisions/ says why it is hand-written. */

const RELEASE = /* RELEASE */ null;
const BASE = new URL(self.registration.scope).pathname;
const OURS = `cramp:${BASE}:`; // the origin may hold other apps: nothing outside this prefix is ever deleted
const CACHE = OURS + RELEASE.version;
const READER = `cramp-reader:${BASE}`; // what the reader chose; survives every release
const ENTRIES = new Map(RELEASE.entries.map(([path, digest, headers]) => [path, { path, digest, headers }]));
const PATIENCE = 20000; // milliseconds without a byte (lie-fi) before a download is given up
const HURRY = 3000; // milliseconds for the network when a reader waits for a page that we do not have

self.addEventListener("install", (event) => event.waitUntil(install()));

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(BASE)) return;
  if (request.headers.has("range") || request.cache === "only-if-cached") return;
  if (request.mode === "navigate") event.respondWith(page(pathname));
  else if (ENTRIES.has(pathname)) event.respondWith(stored(ENTRIES.get(pathname)));
});

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  if (event.data.type === "take-over") self.skipWaiting();
  if (event.data.type === "check") event.waitUntil(check(event.data.deep).then((found) => port.postMessage(found)));
});

/** The whole release into its own cache, or an error; what an interrupted try has stored already is kept. */
async function install() {
  try {
    const cache = await caches.open(CACHE);
    const store = storing(cache);
    const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
    let missing = [...ENTRIES.values()].filter(({ path }) => !kept.has(path));
    missing = await copyUnchanged(missing, store);
    if (missing.length === ENTRIES.size) missing = await unpackBundle(missing, store);
    for (const entry of missing) await store(entry, await download(entry));
  } catch (error) {
    const reason = error.name === "QuotaExceededError" ? "full" : "failed";
    await tell({ type: "install-failed", reason });
    throw error;
  }
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The answer to a navigation. The query is ignored, a missing slash added, an unknown page explained. */
async function page(pathname) {
  const path = pathname.replace(/index\.html$/, "");
  if (path === BASE) return Response.redirect(BASE + (await language()) + "/");
  const [tag, rest] = path.slice(BASE.length).split(/\/(.*)/);
  if (rest === "start/" && tag in RELEASE.languages) return stored(ENTRIES.get(`${BASE}${await language(tag)}/`));
  const entry = ENTRIES.get(path) ?? ENTRIES.get(`${path}/`);
  if (entry) return stored(entry);
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(HURRY) });
    if (response.ok && !response.redirected) return response;
  } catch {
    // No network: the page below says so better than the browser's own.
  }
  const home = tag in RELEASE.languages ? tag : await language();
  const missing = await stored(ENTRIES.get(`${BASE}${home}/not-found/`));
  return new Response(missing.body, { status: 404, headers: missing.headers });
}

/** An entry from the cache; where the browser has lost it, from the network, stored again if it is the right one. */
async function stored(entry) {
  // A proxy's `Vary` must not hide an entry (workbox matches by key string for the same reason).
  const hit = await caches.match(entry.path, { cacheName: CACHE, ignoreVary: true });
  if (hit) return hit;
  const response = await fetch(entry.path, { cache: "reload" });
  const copy = response.clone();
  const body = await copy.arrayBuffer();
  if ((await digestOf(body)) === entry.digest) {
    await storing(await caches.open(CACHE))(entry, body).catch(() => {}); // a full disk must not spoil the answer
  }
  return response;
}

/** Hold the cache against the list, and mend it: {ready, missing, pages, languages, version}. `deep` reads every byte. */
async function check(deep) {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const store = storing(cache);
  let missing = 0;
  for (const entry of ENTRIES.values()) {
    if (kept.has(entry.path) && (!deep || (await intact(cache, entry)))) continue;
    try {
      await store(entry, await download(entry));
    } catch {
      missing += 1;
    }
  }
  const pages = RELEASE.entries.filter(([path]) => path.endsWith("/") && !path.endsWith("/start/")).length;
  const languages = Object.keys(RELEASE.languages).length;
  return { ready: missing === 0, missing, pages, languages, version: RELEASE.version };
}

async function intact(cache, { path, digest }) {
  const response = await cache.match(path, { ignoreVary: true });
  return response !== undefined && (await digestOf(await response.arrayBuffer())) === digest;
}

/** The language read last, else `otherwise`, else the phone's own. */
async function language(otherwise) {
  const kept = await caches.match(`${BASE}language`, { cacheName: READER });
  const tags = [await kept?.text(), otherwise, ...navigator.languages.flatMap(alternatives)];
  return tags.find((tag) => tag in RELEASE.languages) ?? Object.keys(RELEASE.languages)[0];
}

/** zh-CN → zh-cn, zh-hans, zh: the script comes from CLDR through Intl.Locale. */
function alternatives(tag) {
  const { language, script } = new Intl.Locale(tag).maximize();
  return [tag.toLowerCase(), `${language}-${script}`.toLowerCase(), language];
}

/** A function that stores one judged body, and counts. Headers, the policy among them, are the release's own. */
function storing(cache) {
  let done = 0;
  return async (entry, body) => {
    await cache.put(entry.path, new Response(body, { headers: RELEASE.headers[entry.headers] }));
    await tell({ type: "progress", done: ++done, total: ENTRIES.size });
  };
}

/** Entries that an older release holds with the same digest are copied, not fetched; returns the others. */
async function copyUnchanged(entries, store) {
  const older = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  const rest = [];
  for (const entry of entries) {
    let body;
    for (const cacheName of older) {
      const response = await caches.match(entry.path, { cacheName, ignoreVary: true });
      const bytes = await response?.arrayBuffer();
      if (bytes && (await digestOf(bytes)) === entry.digest) body = bytes;
    }
    if (body) await store(entry, body);
    else rest.push(entry);
  }
  return rest;
}

/** The first install is one request. Returns what the bundle did not hold; all of it where it cannot be unpacked. */
async function unpackBundle(entries, store) {
  let bytes;
  try {
    const packed = await receive(RELEASE.bundle);
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    bytes = await new Response(unpacked).arrayBuffer();
  } catch {
    return entries;
  }
  const length = new DataView(bytes).getUint32(0);
  const bodies = new Map();
  let offset = 4 + length;
  for (const [digest, size] of JSON.parse(new TextDecoder().decode(bytes.slice(4, offset)))) {
    bodies.set(digest, bytes.slice(offset, (offset += size)));
  }
  const rest = [];
  for (const entry of entries) {
    const body = bodies.get(entry.digest);
    if (body && (await digestOf(body)) === entry.digest) await store(entry, body);
    else rest.push(entry);
  }
  return rest;
}

/** One entry from the network, or an error when it is not the one of this release. */
async function download({ path, digest, headers }) {
  const body = await receive(path, RELEASE.headers[headers]["Content-Type"]);
  if ((await digestOf(body)) !== digest) throw new Error(`not of this release: ${path}`);
  return body;
}

/** The bytes at a path: past the HTTP cache, no redirect, no error page, the right type, and never waiting for ever. */
async function receive(path, type) {
  const control = new AbortController();
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => control.abort(), PATIENCE);
  };
  wait();
  try {
    const options = { cache: "reload", credentials: "same-origin", redirect: "error", signal: control.signal };
    const response = await fetch(path, options);
    const given = response.headers.get("Content-Type")?.split(";")[0];
    if (response.status !== 200 || response.type !== "basic") throw new Error(`refused: ${path}`);
    if (type && given !== type.split(";")[0]) throw new Error(`wrong type: ${path}`);
    const parts = [];
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      wait();
    }
    return new Blob(parts).arrayBuffer();
  } finally {
    clearTimeout(timer);
  }
}

async function digestOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Tell every open page, those not yet controlled too. */
async function tell(message) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const client of pages) client.postMessage(message);
}
