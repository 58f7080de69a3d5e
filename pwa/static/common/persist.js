/* Asks the phone to keep the app when it needs room: after the first useful use, and never during a cramp, because
   Firefox asks the reader (https://developer.mozilla.org/docs/Web/API/StorageManager/persist). */

import { one } from "./dom.js";

const root = document.documentElement;
const main = one(document, "main");

/** A tap on the page itself, once it is ready offline, is a use; on the cramp screen, one after the last step. */
export function askAfterUse() {
  if ("storage" in navigator && "persist" in navigator.storage) main.addEventListener("click", ask);
}

/** @param {Event} event */
async function ask({ target }) {
  const inCramp = root.dataset.screen === "cramp-now" && !(target instanceof Element && target.closest("#afterwards"));
  if (inCramp || root.dataset.offline !== "ready") return;
  main.removeEventListener("click", ask);
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  dispatchEvent(new Event("kept"));
}
