/* A screen that stays awake while a timer runs; never relied on, because every timer counts from its start time. */

import { within } from "../common/deadline.js";

const ANSWER_MS = 5000;
const AGAIN_MS = 60 * 1000; // after a no, because the battery is low mostly
/** @type {WakeLockSentinel | null} */
let lock = null;
let asking = false; // every tick asks for the screen, an answer may take longer than a tick
let wanted = false;
let refused = -AGAIN_MS;
let tapped = -AGAIN_MS; // when a tap asked last

/** @param {boolean} awake */
export async function stayAwake(awake) {
  wanted = awake;
  if (awake) await ask();
  else await letGo();
}

async function ask() {
  if (lock || asking || document.hidden || performance.now() - refused < AGAIN_MS) return;
  asking = true;
  // An answer that comes too late is taken all the same.
  const asked = within(ANSWER_MS, async () => take(await navigator.wakeLock.request("screen")));
  await asked.catch(() => (refused = performance.now()));
  asking = false;
}

/** @param {WakeLockSentinel} given */
function take(given) {
  if (lock) {
    letGo(given); // an earlier request that answers after all: the screen stays lit until the last lock is let go
    return;
  }
  lock = given;
  given.addEventListener("release", () => {
    if (lock !== given) return;
    lock = null;
    if (!document.hidden) refused = performance.now(); // taken away, not by us
  });
  if (!wanted) letGo();
}

/** @param {WakeLockSentinel | null} held */
async function letGo(held = lock) {
  if (held === lock) lock = null;
  try {
    await held?.release();
  } catch {
    // Gone already.
  }
}

function again() {
  refused = -AGAIN_MS;
  if (wanted) ask();
}

document.addEventListener("visibilitychange", again); // the browser lets go of the lock when the page is hidden
// iOS gives it only to who has tapped a moment ago (WebKit, WakeLock::request): after a reload nobody has.
addEventListener("pointerup", () => {
  if (performance.now() - tapped < AGAIN_MS) return;
  tapped = performance.now();
  again();
});
