/* On every screen but the cramp's own: how long the running cramp has lasted, beside the way back to it. */

import { clock, recall, touch, wasAway } from "./session.js";

const EVERY = 5000; // milliseconds between two notes that the reader is still here

const place = document.querySelector(".top .clock");
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
  setInterval(() => touch(), EVERY);
}
