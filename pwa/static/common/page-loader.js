/* Another page of the app, read for its words and numbers: it is on the phone already, in every language. */

import { BASE } from "./base.js";

/** XMLHttpRequest, because it reads a page into a document where Trusted Types forbid DOMParser.
 * @param {string} tag  language @param {string} path  of the page below its language @returns {Promise<Document>} */
export function pageIn(tag, path) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const failed = () => reject(new Error(`no page ${tag}/${path}`));
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : failed());
    request.onerror = failed;
    request.open("GET", `${BASE}${tag}/${path}`);
    request.send();
  });
}
