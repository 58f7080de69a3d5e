/* The index where no server picks the language: the one read last, else the phone's. */

import { BASE } from "./base.js";
import { all, one } from "./dom.js";
import { negotiate } from "./negotiation.js";

/** The language read last, as app.js keeps it. @returns {Promise<string | undefined>} */
async function readLast() {
  try {
    const kept = await caches.match(`${BASE}language`, { cacheName: `cramp-reader:${BASE}` });
    return await kept?.text();
  } catch {
    return undefined; // storage is forbidden
  }
}

const links = all(document, "main a[hreflang]", HTMLAnchorElement);
/** @param {string | undefined} tag */
const linkOf = (tag) => links.find(({ hreflang }) => hreflang.toLowerCase() === tag);
const table = JSON.parse(one(document, "[data-negotiation]").dataset.negotiation ?? "");
const link = linkOf(await readLast()) ?? linkOf(negotiate(navigator.languages, table));
if (link) location.replace(link.href);
