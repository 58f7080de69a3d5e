/* On every screen but the cramp's own: how long the running cramp has lasted, beside the way back to it. */

import { clock, recall } from "./session.js";

const place = document.querySelector(".top .clock");
const session = recall();
if (session && !session.over) {
  const show = () => (place.textContent = clock(Date.now() - session.started));
  show();
  place.hidden = false;
  setInterval(show, 1000);
}
