/* On every page: remembers the language read last, has the app kept for offline use, and keeps the browser's banner away. */

import { replaceAddress } from "./address.js";
import { BASE } from "./base.js";
import { pageTag } from "./dom.js";
import { keepInstallOffer } from "./install-offer.js";

const launched = /\/start\/?$/.test(location.pathname);

/** A launch has an address of its own; afterwards the address says the language. */
function nameTheAddress() {
  if (launched) replaceAddress(`${BASE}${pageTag}/`);
}

/** After the page has its own: what keeps the app would hold up the first step. */
function keepOffline() {
  import("./offline.js").then((offline) => offline.keepOffline()).catch(() => {}); // no network yet: the next page
}

function remember() {
  import("./kept-language.js").then(({ rememberLanguage }) => rememberLanguage(launched)).catch(() => {}); // no network yet: the next page
}

import("./language-menu.js").catch(() => {}); // not before the first paint: the menu opens without it
keepInstallOffer();
nameTheAddress();
remember();
import("./persist.js").then(({ askAfterUse }) => askAfterUse()).catch(() => {}); // not before the first paint
if (document.readyState === "complete") keepOffline();
else addEventListener("load", keepOffline);
// A page that the browser kept as it was left has heard nothing of what others kept meanwhile.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  remember();
  dispatchEvent(new StorageEvent("storage"));
});
