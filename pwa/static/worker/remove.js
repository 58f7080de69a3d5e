/* A release served here before has left its worker on this origin, and that would answer instead of the preview: it
   and its pages go. Clients are those that it controlled, so a page of the preview is never loaded again by this. */

addEventListener("install", () => self.skipWaiting());
addEventListener("activate", (event) => event.waitUntil(makeWay()));

async function makeWay() {
  for (const name of await caches.keys()) if (name.startsWith("cramp:")) await caches.delete(name);
  await self.registration.unregister();
  for (const client of await self.clients.matchAll({ type: "window" })) await client.navigate(client.url);
}
