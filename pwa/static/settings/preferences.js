/* The settings screen: how the app looks, and sound, voice and vibration as on the cramp screen. */

import { one } from "../common/dom.js";
import { addSwitches } from "../cramp/aids.js";
import { offerLooks } from "./look.js";

offerLooks();
const aids = one(document, "#aids");
aids.hidden = false;
addSwitches(aids, () => []);
