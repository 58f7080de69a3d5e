/* The index where no server picks the language: the one read last, else the phone's. */

import { all, one } from "./dom.js";
import { keptLanguage } from "./kept-language.js";
import { negotiate } from "./negotiation.js";

const links = all(document, "main a[hreflang]", HTMLAnchorElement);
/** @param {string | undefined} tag */
const linkOf = (tag) => links.find(({ hreflang }) => hreflang.toLowerCase() === tag);
const table = JSON.parse(one(document, "[data-negotiation]").dataset.negotiation ?? "");
const link = linkOf(await keptLanguage()) ?? linkOf(negotiate(navigator.languages ?? [], table));
if (link) location.replace(link.href);
