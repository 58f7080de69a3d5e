/* On every page: remembers the language read last, has the app kept for offline use, and keeps the browser's banner away. */

import { BASE } from "./base.js";
import { maybe, one, pageTag } from "./dom.js";
import { keepOffline, show } from "./offline.js";
import { isText, read, write } from "./storage.js";

const LANGUAGE = "language";
const root = document.documentElement;
const launched = /\/start\/?$/.test(location.pathname);

/** The next launch from the home screen, also with no network, opens in this language: the worker reads it there. */
async function rememberLanguage() {
  if (root.dataset.screen === "not-found") return;
  const reader = await caches.open(`cramp-reader:${BASE}`);
  // The browser may have thrown the caches away, and the worker then did not know better; this copy lives elsewhere.
  const lost = launched && !(await reader.match(`${BASE}${LANGUAGE}`)) ? read(LANGUAGE, isText, "") : "";
  const link = lost && maybe(document, `.languages a[href="${CSS.escape(BASE)}${CSS.escape(lost)}/"]`, HTMLAnchorElement);
  const language = link ? lost : pageTag;
  await reader.put(`${BASE}${LANGUAGE}`, new Response(language));
  write(LANGUAGE, language);
  if (link && lost !== pageTag) location.replace(link.href);
}

/**
 * The browser's own banner would cover a step; its offer waits behind a button on the settings screen.
 *
 * @param {Event & {prompt?: () => void}} event  beforeinstallprompt, which only Chromium knows
 */
function keepInstallOffer(event) {
  event.preventDefault();
  const place = maybe(document, ".install-now");
  if (!place) return;
  place.hidden = false;
  one(place, "button").onclick = () => event.prompt?.();
}

/** A launch has an address of its own; afterwards the address says the language. */
function nameTheAddress() {
  if (launched) history.replaceState(null, "", `${BASE}${pageTag}/`);
}

import("./language-menu.js").catch(() => {}); // not before the first paint: the menu opens without it
addEventListener("beforeinstallprompt", keepInstallOffer);
nameTheAddress();
if (!("serviceWorker" in navigator) || !("caches" in window)) show("unsupported");
else {
  rememberLanguage().catch(() => {});
  import("./persist.js").then(({ askAfterUse }) => askAfterUse()).catch(() => {}); // not before the first paint
  if (document.readyState === "complete") keepOffline();
  else addEventListener("load", () => keepOffline());
}
