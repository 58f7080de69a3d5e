/* The kill switch: served as /sw.js when RETIRE_WORKER=1, it takes the app off the phone again. What the reader recorded
   or chose (`cramp-reader:`, storage) is never touched, and neither is any other app of the origin. Open pages are not
   reloaded: a cramp may be running on them. */

const WORKER = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const OURS = `cramp:${new URL(WORKER.registration.scope).pathname}:`;

WORKER.addEventListener("install", () => WORKER.skipWaiting());

WORKER.addEventListener("activate", (event) => event.waitUntil(retire()));

// A page that asks is told the truth: nothing is kept offline any more.
WORKER.addEventListener("message", ({ data, ports: [port] }) => {
  if (["hello", "check"].includes(data.type)) port.postMessage({ ready: false, retired: true });
});

async function retire() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS)).map((name) => caches.delete(name)));
  await WORKER.registration.unregister();
}
