/* A screen that stays awake while a timer runs; never relied on, because every timer counts from its start time. */

import { within } from "../common/deadline.js";

const ANSWER_MS = 5000;
const AGAIN_MS = 60 * 1000; // after a no, because the battery is low mostly
/** @type {WakeLockSentinel | null} */
let lock = null;
let asking = false; // every tick asks for the screen, an answer may take longer than a tick
let wanted = false;
let refused = -AGAIN_MS;

/** @param {boolean} awake */
export async function stayAwake(awake) {
  wanted = awake;
  if (awake) await ask();
  else await letGo();
}

async function ask() {
  if (lock || asking || document.hidden || performance.now() - refused < AGAIN_MS || !("wakeLock" in navigator)) return;
  asking = true;
  const request = Promise.resolve().then(() => navigator.wakeLock.request("screen"));
  request.then(take).catch(() => (refused = performance.now())); // also an answer that comes too late, or is none
  try {
    await within(ANSWER_MS, () => request);
  } catch {
    refused = performance.now();
  }
  asking = false;
}

/** @param {WakeLockSentinel} given */
function take(given) {
  lock = given;
  given.addEventListener("release", () => {
    if (lock !== given) return;
    lock = null;
    if (!document.hidden) refused = performance.now(); // taken away, not by us
  });
  if (!wanted) letGo();
}

async function letGo() {
  const held = lock;
  lock = null;
  try {
    await held?.release();
  } catch {
    // Gone already.
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  refused = -AGAIN_MS;
  if (wanted) ask(); // the browser lets go of the lock when the page is hidden
});
