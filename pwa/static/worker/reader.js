/* The reader's language: the one read last, else that of an open page, else the phone's own. */

import { within } from "../common/deadline.js";
import { negotiate } from "../common/negotiation.js";
import { kept, OWN_MS, tagIn } from "./cache-entries.js";
import { BASE, LANGUAGES, READER, RELEASE, WORKER } from "./release.js";

/**
 * The language read last, else `otherwise`, else the phone's own.
 *
 * @param {string} [otherwise]  a tag
 * @returns {Promise<string>}  a tag
 */
export async function language(otherwise) {
  const chosen = await within(OWN_MS, async () => (await kept(`${BASE}language`, READER))?.text()).catch(() => undefined);
  return LANGUAGES.find((tag) => tag === chosen) ?? otherwise ?? negotiate(navigator.languages ?? [], RELEASE.negotiation);
}

/** The language whose pages are needed first. At the first visit a page is open before it could say what it is. */
export async function firstLanguage() {
  const open = (await listeners()).map(({ url }) => tagIn(new URL(url).pathname)).find(Boolean);
  return language(open);
}

/** The browser tells of all pages of the origin, those of other apps too. */
export async function openPages() {
  const open = await WORKER.clients.matchAll({ type: "window", includeUncontrolled: true });
  return open.filter(({ url }) => tagIn(new URL(url).pathname));
}

/** The same for what goes on without them: no install fails because nobody can be told of it. */
export function listeners() {
  return within(OWN_MS, openPages).catch(() => []);
}
