/* Asks the phone to keep the app when it needs room: after the first useful use, and never during a cramp, because
   Firefox asks the reader (https://developer.mozilla.org/docs/Web/API/StorageManager/persist). */

import { within } from "./deadline.js";
import { one } from "./dom.js";

const root = document.documentElement;
const main = one(document, "main");

const ANSWER_MS = 60 * 1000; // somebody may be asked

/** Whether the phone has promised to keep the app. @returns {Promise<boolean | undefined>}  undefined: it does not say */
export function isPromised() {
  return within(ANSWER_MS, () => navigator.storage.persisted()).catch(() => undefined);
}

/** A tap on the page itself, once it is ready offline, is a use; on the cramp screen, one after the last step. */
export function askAfterUse() {
  main.addEventListener("click", ask);
}

/** @param {Event} event */
async function ask({ target }) {
  const inCramp = root.dataset.screen === "cramp-now" && !(target instanceof Element && target.closest("#afterwards"));
  if (inCramp || root.dataset.offline !== "ready") return;
  main.removeEventListener("click", ask);
  if ((await isPromised()) !== false) return;
  try {
    await within(ANSWER_MS, () => navigator.storage.persist());
    dispatchEvent(new Event("kept"));
  } catch {
    // No answer is a no.
  }
}
