/* The settings screen: "check now" reads every byte and says what was found; whether this phone promised to keep it. */

import { all, one } from "../common/dom.js";
import { check } from "../common/offline.js";
import { isPromised } from "../common/persist.js";
import { canKeep, hear } from "../common/worker.js";

const section = one(document, "#offline");
const button = one(section, "button", HTMLButtonElement);

/**
 * @param {"checking" | "whole" | "mended" | "missing" | "full" | "none"} kind
 * @param {import("../common/truth.js").Truth} [truth]
 */
function say(kind, truth) {
  const values = Object(truth);
  for (const part of all(section, "[data-found]")) {
    part.hidden = part.dataset.found !== kind;
    for (const place of all(part, "[data-live]")) place.textContent = String(values[place.dataset.live ?? ""]);
  }
}

async function checkNow() {
  button.disabled = true;
  say("checking");
  const truth = await check(true).catch(() => null);
  button.disabled = false;
  mark(truth?.tags);
  if (!truth || truth.retired) say("none");
  else if (truth.full) say("full");
  else if (truth.missing > 0) say("missing", truth);
  else say(truth.found > 0 ? "mended" : "whole", truth);
}

/** Which languages are kept. @param {string[]} [tags] */
function mark(tags = []) {
  for (const place of all(document, "[data-kept-language]")) place.hidden = !tags.includes(place.dataset.keptLanguage ?? "");
}

async function showPromise() {
  const kept = await isPromised();
  for (const part of all(section, "[data-kept]")) part.hidden = part.dataset.kept !== String(kept);
}

canKeep().then((can) => {
  one(section, ".check").hidden = !can;
  if (!can) return;
  hear(({ type, tags }) => type === "progress" && mark(tags));
  check().then((truth) => mark(truth?.tags)).catch(() => {});
});
button.addEventListener("click", checkNow);
addEventListener("kept", showPromise); // the answer to the question that persist.js asks
showPromise();
