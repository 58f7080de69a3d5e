/* What hands something to another app: the phone's own menu, and the clipboard. A browser may lack either, refuse what it is
   given, or never answer; then the reader gets the thing itself. */

import { within } from "./deadline.js";
import { windowKind } from "./window-kind.js";

const NO_MENU_MS = 500; // nobody closes a menu sooner: there was none
const COPY_MS = 2000;
const RELEASE_MS = 60 * 1000; // some phones read a file only when they have asked where to put it
let open = false;

/** Whether this browser has a menu, and one that takes this. @param {ShareData} [what] */
export function canShare(what) {
  try {
    return what ? navigator.canShare(what) : "share" in navigator;
  } catch {
    return false;
  }
}

/**
 * The menu may stay open for long; one that never tells is taken for open until the next tap.
 *
 * @param {ShareData} what
 * @returns {Promise<"shared" | "closed" | "failed">}  closed: by the reader, which is an answer too
 */
export async function share(what) {
  if (open) return "failed";
  open = true;
  const asked = performance.now();
  try {
    await navigator.share(what);
    return "shared";
  } catch (error) {
    // WebKit says "closed" also of a file that it could not make, and has shown nothing (WKShareSheet, dismiss).
    const closed = error instanceof DOMException && error.name === "AbortError" && performance.now() - asked > NO_MENU_MS;
    return closed ? "closed" : "failed";
  } finally {
    open = false;
  }
}

export function canCopy() {
  try {
    return Boolean(navigator.clipboard);
  } catch {
    return false; // forbidden in a frame
  }
}

/** @param {string} text  @returns {Promise<boolean>}  whether it is in the clipboard */
export async function copyText(text) {
  try {
    const written = navigator.clipboard.writeText(text); // under the reader's finger: only there some allow it
    await within(COPY_MS, () => written);
    return true;
  } catch {
    return false;
  }
}

/**
 * Give the reader a file, as a download where there are downloads. On the home screen of iOS a link to one covers the app
 * (https://github.com/SnapDrop/snapdrop/pull/95); inside another app it does nothing, and nobody tells
 * (https://github.com/react-native-webview/react-native-webview/issues/295). There the file goes by the phone's own menu, or not.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 * @returns {Promise<"shared" | "closed" | "failed">}
 */
export async function handFile(name, type, text) {
  try {
    const file = new File([text], name, { type });
    const { standalone } = /** @type {{standalone?: boolean}} */ (navigator);
    if (standalone || windowKind() === "in-app") return canShare({ files: [file] }) ? await share({ files: [file] }) : "failed";
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), RELEASE_MS);
    return "shared";
  } catch {
    return "failed"; // some browsers make no files
  }
}

/** @param {HTMLElement} button  gone where a browser cannot print, as in views of other apps */
export function offerPaper(button) {
  button.hidden = !("print" in window);
  button.addEventListener("click", () => {
    try {
      print();
    } catch {
      button.hidden = true;
    }
  });
}
