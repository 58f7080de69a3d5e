/* The live app's /sw.js: a release served here before has left its worker on this origin, and that would answer instead.
   It and its pages go, and nothing of another copy of the app elsewhere on the origin. Clients are those that it controlled,
   so a live page is never loaded again by this. */

{
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const ours = `cramp:${new URL(worker.registration.scope).pathname}:`; // as in release.js

  const makeWay = async () => {
    for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
    await worker.registration.unregister();
    for (const client of await worker.clients.matchAll({ type: "window" })) await client.navigate(client.url);
  };

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (event) => event.waitUntil(makeWay()));
}
