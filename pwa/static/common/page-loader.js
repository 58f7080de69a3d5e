/* Another page of the app, read for its words and numbers: it is on the phone already, in every language. */

import { BASE } from "./base.js";
import { within } from "./deadline.js";
import { policy } from "./worker.js";

const ANSWER_MS = 8000; // whoever waits may be in need: better without than later

/**
 * @param {string} address
 * @returns {Promise<Document>}  rejects where there is no such page
 */
export function pageAt(address) {
  return within(ANSWER_MS, async () => {
    const request = new XMLHttpRequest();
    await new Promise((resolve, reject) => {
      request.onload = resolve;
      request.onerror = reject;
      request.open("GET", address);
      request.timeout = ANSWER_MS;
      request.send();
    });
    if (request.status !== 200) throw new Error(`no page ${address}`);
    return new DOMParser().parseFromString(policy.createHTML(request.responseText), "text/html");
  });
}

/**
 * @param {string} tag  language
 * @param {string} path  of the page below its language
 */
export function pageIn(tag, path) {
  return pageAt(`${BASE}${tag}/${path}`);
}
