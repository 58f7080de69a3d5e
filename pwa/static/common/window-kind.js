/* In which window the app is open, where that decides how long it is kept: inside another app, or in a tab of iOS. */

import { media } from "./media.js";

/** What other apps write into the name of their browser; Android's own marks each of them with "; wv". */
const IN_APP = /; wv\)|MicroMessenger|FBA[NV]|FB_IAB|Instagram|\bLine\/|Weibo|DingTalk|AliApp|\bQQ\/|BytedanceWebview|musical_ly|Snapchat|Twitter/;

/** Only Apple's browsers know `standalone`; a Mac has no touch screen. */
export const isIosTab = () => /** @type {{standalone?: boolean}} */ (navigator).standalone === false && navigator.maxTouchPoints > 1;

/** @returns {"in-app" | "ios-tab" | ""} */
export function windowKind() {
  const { userAgent } = navigator;
  const { standalone } = /** @type {{standalone?: boolean}} */ (navigator);
  if (standalone || media("(display-mode: standalone)").matches) return "";
  // Every browser of iOS calls itself Safari as well; the view of another app does not.
  const ios = isIosTab();
  if (IN_APP.test(userAgent) || "TelegramWebview" in window || (ios && !userAgent.includes("Safari/"))) return "in-app";
  return ios ? "ios-tab" : ""; // emptied after seven days without a visit (https://webkit.org/blog/10218/)
}
