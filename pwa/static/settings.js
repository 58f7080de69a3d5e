/* The settings screen: sound, voice and vibration as on the cramp screen, and the browser's own offer to install. */

import { addSwitches } from "./aids.js";

const aids = document.querySelector("#aids");
aids.hidden = false;
addSwitches(aids);

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  const place = document.querySelector(".install-now");
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => event.prompt(), { once: true });
});
