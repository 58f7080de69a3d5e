/* On every screen but the cramp's own: how long the running cramp has lasted, beside the way back to it, and the heat. */

import { one } from "../common/dom.js";
import { showHeat } from "./heat.js";
import { clock, isRunning, touch } from "./session.js";

const TICK_MS = 1000;
const place = one(document, ".top .clock");

function tick(now = Date.now()) {
  const session = touch(now);
  const runs = isRunning(session, now);
  place.hidden = !runs;
  if (runs) place.textContent = clock(now - session.started);
  showHeat(session?.starts.warmth, true, now);
}

tick();
setInterval(tick, TICK_MS);
