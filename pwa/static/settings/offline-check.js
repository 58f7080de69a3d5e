/* The settings screen: "check now" reads every byte and says what was found; whether this phone promised to keep it. */

import { check } from "../common/offline.js";

const section = document.querySelector("#offline");
const button = section.querySelector("button");
const KINDS = /** @type {const} */ (["checking", "whole", "mended", "missing", "full", "none"]);

/** @param {typeof KINDS[number]} kind  @param {import("../common/offline.js").Truth} [truth] */
function say(kind, truth) {
  for (const part of section.querySelectorAll("[data-found]")) {
    part.hidden = part.dataset.found !== kind;
    for (const place of part.querySelectorAll("[data-live]")) place.textContent = String(truth?.[place.dataset.live]);
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
  for (const part of section.querySelectorAll("[data-kept]")) part.hidden = part.dataset.kept !== String(kept);
}

if ("serviceWorker" in navigator && "caches" in window) {
  section.querySelector(".check").hidden = false;
  button.addEventListener("click", checkNow);
}
addEventListener("kept", showPromise); // the answer to the question that persist.js asks
await showPromise();
