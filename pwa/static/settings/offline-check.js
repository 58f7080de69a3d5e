/* The settings screen: "check now" reads every byte and says what was found; whether this phone promised to keep it. */

import { all, one } from "../common/dom.js";
import { check } from "../common/offline.js";

const section = one(document, "#offline");
const button = one(section, "button", HTMLButtonElement);

/**
 * @param {"checking" | "whole" | "mended" | "missing" | "full" | "none"} kind
 * @param {import("../common/truth.js").Truth} [truth]
 */
function say(kind, truth) {
  const values = new Map(Object.entries(truth ?? {}));
  for (const part of all(section, "[data-found]")) {
    part.hidden = part.dataset.found !== kind;
    for (const place of all(part, "[data-live]")) place.textContent = String(values.get(place.dataset.live ?? ""));
  }
}

async function checkNow() {
  button.disabled = true;
  say("checking");
  const truth = await check(true);
  button.disabled = false;
  if (!truth || truth.retired) say("none");
  else if (truth.full) say("full");
  else if (truth.missing > 0) say("missing", truth);
  else say(truth.found > 0 ? "mended" : "whole", truth);
}

async function showPromise() {
  const kept = await navigator.storage?.persisted?.();
  for (const part of all(section, "[data-kept]")) part.hidden = part.dataset.kept !== String(kept);
}

if ("serviceWorker" in navigator && "caches" in window) {
  one(section, ".check").hidden = false;
  button.addEventListener("click", checkNow);
}
addEventListener("kept", showPromise); // the answer to the question that persist.js asks
await showPromise();
