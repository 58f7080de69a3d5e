/* The second half of the worker: how bytes come over the network, in one bundle or in parts, and never waiting for ever.

   Nothing here is trusted: policy.js judges every body by its digest. Decision 0003 has the figures. */

const FOLDER = `${BASE}release/`;
const PATIENCE = 20000; // milliseconds in which a download must gain LEAST bytes, or it is given up (lie-fi)
const LEAST = 4000;
const MANY = 100; // parts of changed entries that are fetched one by one: half of what the bundle weighs
const EVERY = 32; // with LEAST_LINE the rule of pwa/release/bundle.py by which bodies are cut into parts
const LEAST_LINE = 40;

/** Changed bodies put together from the parts that we hold and the few that we do not. */
async function partsFor(entries, held) {
  const parts = new Map();
  for (const body of held.values()) {
    for (const part of partsOf(new Uint8Array(body))) parts.set((await digestOf(part)).slice(0, 7), part);
  }
  const listed = JSON.parse(textOf(await unzip(await receive(`${FOLDER}${RELEASE.version}.recipes`))));
  const recipes = new Map(DIGESTS.map((digest, place) => [digest, listed[place]]));
  const wanted = new Set(entries.flatMap(({ digest }) => recipes.get(digest)).filter((name) => !parts.has(name)));
  if (wanted.size > MANY) throw new Error("the bundle is lighter");
  for (const name of wanted) parts.set(name, await unzip(await receive(`${FOLDER}parts/${name}`)));
  const bodies = new Map();
  for (const { digest } of entries) {
    bodies.set(digest, await new Blob(recipes.get(digest).map((name) => parts.get(name))).arrayBuffer());
  }
  return (digest) => bodies.get(digest);
}

function partsOf(body) {
  const parts = [];
  let start = 0;
  for (let line = 0, end = 0; line < body.length; line = end) {
    end = body.indexOf(10, line) + 1 || body.length;
    const size = end - line;
    const cut = size === 1 || (size >= LEAST_LINE && size % EVERY === 0);
    if (!cut && end < body.length) continue;
    parts.push(body.slice(start, end));
    start = end;
  }
  return parts;
}

/** All bodies from one request: a size, then packed a line with the bodies' sizes and the words that single bytes stand
    for, and the bodies (pwa/release/bundle.py). */
async function bundled() {
  const packed = await receive(`${FOLDER}${RELEASE.version}.bundle`);
  // Judged before it is unpacked: a portal's page read as a size would be a gigabyte.
  if ((await digestOf(packed)) !== RELEASE.bundle) throw new Error("not the bundle of this release");
  const short = unlzma(new Uint8Array(packed, 4), new DataView(packed).getUint32(0));
  const start = short.indexOf(10) + 1;
  const [sizes, words] = JSON.parse(textOf(short.subarray(0, start)));
  const whole = spelledOut(short.subarray(start), words, sizes);
  let end = 0;
  const bodies = new Map(DIGESTS.map((digest, place) => [digest, whole.slice(end, (end += sizes[place]))]));
  return (digest) => bodies.get(digest);
}

function spelledOut(short, words, sizes) {
  const long = [];
  for (const [byte, word] of Object.entries(words)) long[byte] = new TextEncoder().encode(word);
  const whole = new Uint8Array(sizes.reduce((sum, size) => sum + size));
  let end = 0;
  for (const byte of short) {
    if (long[byte]) whole.set(long[byte], end);
    else whole[end] = byte;
    end += long[byte]?.length ?? 1;
  }
  return whole;
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
    let gained = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      gained += part.value.length;
      if (gained < LEAST) continue;
      gained = 0;
      wait();
    }
    return await new Blob(parts).arrayBuffer();
  } finally {
    clearTimeout(timer);
  }
}

function unzip(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
}

function textOf(bytes) {
  return new TextDecoder().decode(bytes);
}

