/* On the calm end, one quiet line for the next night: how this phone puts the app on its home screen, if it is not there yet. */

import { maybe, one } from "../common/dom.js";
import { media } from "../common/media.js";
import { isIosTab } from "../common/window-kind.js";

/** The name of the way of the phone in hand; "" where none is known, and where the app runs from its icon. */
function platform() {
  const { standalone } = /** @type {{standalone?: boolean}} */ (navigator);
  if (standalone || media("(display-mode: standalone)").matches) return "";
  if (isIosTab()) return "ios";
  return navigator.userAgent.includes("Android") ? "android" : "";
}

export function showInstallHint() {
  const name = platform();
  const hint = name ? maybe(one(document, "#afterwards"), `[data-platform=${name}]`) : null;
  if (hint) hint.hidden = false;
}
