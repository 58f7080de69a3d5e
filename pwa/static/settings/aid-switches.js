/* The settings screen: sound, voice and vibration as on the cramp screen. */

import { addSwitches } from "../cramp/aids.js";

const aids = document.querySelector("#aids");
aids.hidden = false;
addSwitches(aids);
