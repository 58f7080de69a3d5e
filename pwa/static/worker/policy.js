/* The worker: keeps one release whole on the phone and answers from it, first and always.

   Policy comes first and reads as prose, mechanics follow; the files of worker/ are put behind it when the release is
   built, and the release (version, paths, digests, headers) into it, so that code and list cannot differ. Decision 0002. */

const RELEASE = /* RELEASE */ null;
const BASE = new URL(self.registration.scope).pathname;
const OURS = `cramp:${BASE}:`; // the origin may hold other apps: nothing outside this prefix is ever deleted
const CACHE = OURS + RELEASE.version;
const READER = `cramp-reader:${BASE}`; // what the reader chose; survives every release
const LANGUAGES = Object.keys(RELEASE.languages);
const ENTRIES = new Map(RELEASE.entries.map(([path, digest, headers]) => [path, { path, digest, headers }]));
const DIGESTS = [...new Set(RELEASE.entries.map(([, digest]) => digest))]; // the order of the bundle and the recipes
const HURRY = 3000; // milliseconds for the network when a reader waits for a page that we do not have
const FEW = 4; // entries that are fetched one by one; for more, the bundle is lighter
const FILE = /\.(?!html$)\w+$/;
const ONE_IN = 8; // of the entries are read whole after an open, so that a damaged one is found within days

self.addEventListener("install", (event) => event.waitUntil(install()));

// Older caches stay for the pages that are still open; `tidy` takes them away.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(BASE)) return;
  if (request.headers.has("range") || request.cache === "only-if-cached") return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname).catch(() => rescued(tagIn(pathname))));
  else if (ENTRIES.has(pathname)) event.respondWith(stored(ENTRIES.get(pathname)));
  else if (pathname.startsWith(`${BASE}assets/`)) event.respondWith(ofAnotherVersion(request, pathname));
});

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  if (event.data.type === "take-over") self.skipWaiting();
  if (event.data.type === "check") event.waitUntil(check(event.data).then((found) => port.postMessage(found)));
});

/** The whole release into its own cache, or an error; what an interrupted try has stored already is kept. */
async function install() {
  const added = [];
  try {
    await fill(await lacking(), added);
    if ((await lacking()).length > 0) throw new Error("not whole");
  } catch (error) {
    const full = error.name === "QuotaExceededError";
    // Half a release must not take the room that the reader's own records need.
    if (full) await Promise.all(added.map(async (path) => (await caches.open(CACHE)).delete(path)));
    await tell({ type: "install-failed", reason: full ? "full" : "failed" });
    throw error;
  }
}

/** The answer to a navigation. The query is ignored, a missing slash added, an unknown page explained. */
async function page(request, pathname) {
  const path = pathname.replace(/index\.html$/, "");
  if (path === BASE) return Response.redirect(`${BASE}${await language()}/`);
  const tag = tagIn(path);
  const launch = tag && /^start\/?$/.test(path.slice(BASE.length + tag.length + 1));
  const home = tag && !launch ? tag : await language(tag);
  const entry = launch ? ENTRIES.get(`${BASE}${home}/`) : (ENTRIES.get(path) ?? ENTRIES.get(`${path}/`));
  if (entry) return stored(entry, home);
  if (FILE.test(path)) {
    const file = await fetch(request).catch(() => undefined); // evidence.json: of the host, kept on no phone
    if (file) return file;
  }
  const [answer] = await ask(path).catch(() => []);
  if (answer && isOurs(answer)) return answer; // a newer release may have it
  const missing = await stored(ENTRIES.get(`${BASE}${home}/not-found/`), home);
  return new Response(missing.body, { status: 404, headers: missing.headers });
}

/** An entry from the cache. Where the browser has lost it: from the network if it is the right one, else what we have.
    A page (it has a `home`) never fails; a portal's answer is taken for nothing. */
async function stored(entry, home) {
  const hit = await kept(entry.path);
  if (hit) return hit;
  const [answer, body] = await ask(entry.path).catch(() => []);
  if (body && (await digestOf(body)) === entry.digest) {
    await store(entry, body).catch(() => {}); // a full disk must not spoil the answer
    return responseOf(entry, body);
  }
  const older = (await keptAnywhere(entry.path)) ?? (home && (await keptAnywhere(`${BASE}${home}/`)));
  if (older) return older;
  if (answer && isOurs(answer)) return answer;
  return home ? rescued(home) : Response.error();
}

/** The first instruction, from the worker's own code. */
function rescued(tag = LANGUAGES[0]) {
  return new Response(RELEASE.rescue[tag], { status: 503, headers: RELEASE.headers[0] });
}

/** A page of another version that is still open finds its styles, scripts and pictures. */
async function ofAnotherVersion(request, path) {
  return (await keptAnywhere(path)) ?? fetch(request);
}

/** Hold the cache against the list, mend it, say what was found. `deep` reads every byte; `script` is the asker's own. */
async function check({ deep, script }) {
  const pages = RELEASE.entries.filter(([path]) => path.endsWith("/") && !path.endsWith("/start/")).length;
  const truth = { pages, languages: LANGUAGES.length, version: RELEASE.version };
  try {
    const lost = await lacking(deep);
    const fault = lost.length > 0 && (await fill(lost).catch((error) => error.name));
    const missing = (lost.length > 0 ? await lacking(deep) : []).length;
    if (missing === 0 && ENTRIES.has(script)) await tidy();
    return { ...truth, ready: missing === 0, found: lost.length, missing, full: fault === "QuotaExceededError" };
  } catch {
    return { ...truth, ready: false, found: 0, missing: ENTRIES.size, full: false }; // the storage itself is broken
  }
}

/** Older caches go when nobody can need them: one page is open, it is of this release, and nothing is on its way. */
async function tidy() {
  const { installing, waiting } = self.registration;
  if (installing || waiting || (await openPages()).length > 1) return;
  await Promise.all((await otherCaches()).map((name) => caches.delete(name)));
}

/** The language that a path begins with, if it is one of ours. */
function tagIn(path) {
  return LANGUAGES.find((tag) => `${path}/`.startsWith(`${BASE}${tag}/`));
}

/** The language read last, else `otherwise`, else the phone's own. */
async function language(otherwise) {
  const chosen = await (await kept(`${BASE}language`, READER))?.text().catch(() => undefined);
  return LANGUAGES.find((tag) => tag === chosen) ?? otherwise ?? ofPhone() ?? LANGUAGES[0];
}

/** By the rules of pwa/languages/table.py: first one in the same script, then one that a reader of a near language can read. */
function ofPhone() {
  const wanted = navigator.languages.map(nameAndScript);
  const exact = ([name, script]) => (tag) => nameAndScript(tag).join() === [name, script].join();
  const near = ([name]) => (tag) => [nameAndScript(tag)[0], ...RELEASE.languages[tag]].includes(name);
  return [exact, near].flatMap((fits) => wanted.map((tag) => LANGUAGES.find(fits(tag)))).find(Boolean);
}

/** zh-CN → zh and Hans: the script comes from CLDR through Intl.Locale, which refuses what is no tag. */
function nameAndScript(tag) {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return [language, script];
  } catch {
    return [];
  }
}

/** Entries that the cache lacks, or holds damaged. What a launch needs is always read whole, of the rest a few. */
async function lacking(deep = false) {
  const whole = (path) => deep || path.startsWith(`${BASE}assets/`) || path === `${BASE}${tagIn(path)}/` || Math.random() * ONE_IN < 1;
  const cache = await caches.open(CACHE);
  const paths = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const lost = [];
  for (const entry of ENTRIES.values()) {
    if (!paths.has(entry.path) || (whole(entry.path) && !(await intact(entry)))) lost.push(entry);
  }
  return lost;
}

async function intact({ path, digest }) {
  const body = await (await kept(path))?.arrayBuffer().catch(() => undefined);
  return body !== undefined && (await digestOf(body)) === digest;
}

/** Get these entries, the cheapest way first; every body is judged by its digest before it is stored. */
async function fill(entries, added = []) {
  const held = await bodiesHeld();
  let rest = entries;
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
  await take((digest) => held.get(digest));
  if (held.size > 0 && rest.length > 0) await take(await partsFor(rest, held).catch(() => () => undefined));
  if (rest.length > FEW) await take(await bundled().catch(() => () => undefined));
  while (rest.length > 0) {
    const { path, headers, digest } = rest[0];
    const body = await receive(path, RELEASE.headers[headers]["Content-Type"]);
    await take((wanted) => wanted === digest && body);
    if (rest[0]?.path === path) throw new Error(`not of this release: ${path}`);
  }
}

/** Every body in our caches by its digest: unchanged entries are copied, whatever they are called now. */
async function bodiesHeld() {
  const bodies = new Map();
  for (const name of [CACHE, ...(await otherCaches())]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const body = await (await cache.match(request, { ignoreVary: true }))?.arrayBuffer().catch(() => undefined);
      if (body) bodies.set(await digestOf(body), body);
    }
  }
  return bodies;
}

/** Headers, the policy among them, are the release's own: no proxy can change a stored page's. */
function responseOf({ headers }, body) {
  return new Response(body, { headers: RELEASE.headers[headers] });
}

async function store(entry, body) {
  await (await caches.open(CACHE)).put(entry.path, responseOf(entry, body));
}

/** A proxy's `Vary` must not hide an entry; a broken storage must not hide the network. */
function kept(path, cacheName = CACHE) {
  return caches.match(path, { cacheName, ignoreVary: true }).catch(() => undefined);
}

async function keptAnywhere(path) {
  for (const name of [CACHE, ...(await otherCaches().catch(() => []))]) {
    const hit = await kept(path, name);
    if (hit) return hit;
  }
}

async function otherCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
}

/** [response, body] from the network for a reader who waits. */
async function ask(path) {
  const response = await fetch(path, { cache: "reload", redirect: "error", signal: AbortSignal.timeout(HURRY) });
  return [response.clone(), await response.arrayBuffer()];
}

/** A portal's page says 200 too, but does not carry our policy. */
function isOurs(response) {
  const name = "Content-Security-Policy";
  return response.status === 200 && response.headers.get(name) === RELEASE.headers[0][name];
}

async function digestOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join(""); // 128 bits are listed
}

function openPages() {
  return self.clients.matchAll({ type: "window", includeUncontrolled: true });
}

async function tell(message) {
  for (const client of await openPages()) client.postMessage(message);
}
