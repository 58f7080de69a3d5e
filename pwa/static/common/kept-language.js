/* The language read last, in a cache that the worker reads too: the page's own use of caches, which a browser may lack,
   forbid, or never answer. The next launch from the home screen, also with no network, opens in it. */

import { BASE } from "./base.js";
import { within } from "./deadline.js";
import { maybe, pageTag } from "./dom.js";
import { isText, read, write } from "./storage.js";

const NAME = "language";
const CACHE = `cramp-reader:${BASE}`; // the worker knows it by the same name (worker/release.js)
const ANSWER_MS = 2000;

/** @returns {Promise<string>}  a tag as addresses have it, "" where none is kept or can be read */
export function keptLanguage() {
  return within(ANSWER_MS, async () => {
    const kept = await caches.match(`${BASE}${NAME}`, { cacheName: CACHE });
    return kept?.text() ?? "";
  }).catch(() => ""); // forbidden, or no answer
}

/** @param {string} tag */
function keepLanguage(tag) {
  const keep = async () => (await caches.open(CACHE)).put(`${BASE}${NAME}`, new Response(tag));
  // Forbidden, full, or no answer: the next launch opens in the phone's own language.
  return within(ANSWER_MS, keep).catch(() => {});
}

/** @param {boolean} launched  from the home screen */
export async function rememberLanguage(launched) {
  if (document.documentElement.dataset.screen === "not-found") return;
  // The browser may have thrown the caches away, and the worker then did not know better; this copy lives elsewhere.
  const lost = launched && !(await keptLanguage()) ? read(NAME, isText, "") : "";
  const link = lost && maybe(document, `.languages a[href="${CSS.escape(BASE)}${CSS.escape(lost)}/"]`, HTMLAnchorElement);
  const language = link ? lost : pageTag;
  await keepLanguage(language);
  write(NAME, language);
  if (link && lost !== pageTag) location.replace(link.href);
}
