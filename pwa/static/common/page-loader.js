/* Another page of the app, read for its words and numbers: it is on the phone already, in every language. */

import { BASE } from "./base.js";

/**
 * XMLHttpRequest, because it reads a page into a document where Trusted Types forbid DOMParser.
 *
 * @param {string} address
 * @returns {Promise<Document>}  rejects where there is no such page
 */
export function pageAt(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const failed = () => reject(new Error(`no page ${address}`));
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : failed());
    request.onerror = failed;
    request.open("GET", address);
    request.send();
  });
}

/**
 * @param {string} tag  language
 * @param {string} path  of the page below its language
 */
export function pageIn(tag, path) {
  return pageAt(`${BASE}${tag}/${path}`);
}
