/* On every screen but the cramp's own: how long the running cramp has lasted, beside the way back to it. */

import { one } from "../common/dom.js";
import { clock, recall, touch, wasAway } from "./session.js";

const TOUCH_EVERY_MS = 5000; // between two notes that the reader is still here

const place = one(document, ".top .clock");
const session = recall();
if (session && !session.over) {
  const show = () => (place.textContent = clock(Date.now() - session.started));
  show();
  place.hidden = false;
  setInterval(show, 1000);
}
// Whoever was away is asked on the cramp screen whether it goes on.
if (session && !wasAway(session)) {
  touch();
  setInterval(() => touch(), TOUCH_EVERY_MS);
}
