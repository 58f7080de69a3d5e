/* The index where no server picks the language: the one read last, else the phone's, by the rules of pwa/languages/table.py. */

import { BASE } from "./base.js";

/** @type {HTMLAnchorElement[]} */
const links = [...document.querySelectorAll("main a[hreflang]")];

/** The language read last, as app.js keeps it. @returns {Promise<string | undefined>} */
async function readLast() {
  try {
    const kept = await caches.match(`${BASE}language`, { cacheName: `cramp-reader:${BASE}` });
    return await kept?.text();
  } catch {
    return undefined; // storage is forbidden
  }
}

/** Language and script, filled in from CLDR: zh-CN is zh and Hans. @param {string} tag */
function parts(tag) {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return { language, script };
  } catch {
    return { language: "", script: "" };
  }
}

/** First whoever reads the same language in the same script, then whoever can read a near one, then English. */
function wanted() {
  const tags = navigator.languages.map(parts);
  for (const { language, script } of tags) {
    for (const link of links) {
      const own = parts(link.hreflang);
      if (own.language === language && own.script === script) return link;
    }
  }
  for (const { language } of tags) {
    for (const link of links) {
      if (parts(link.hreflang).language === language || link.dataset.near.split(" ").includes(language)) return link;
    }
  }
  return links[0];
}

const kept = await readLast();
const link = links.find(({ hreflang }) => hreflang.toLowerCase() === kept) ?? wanted();
location.replace(link.href);
