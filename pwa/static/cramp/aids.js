/* Sound, voice and vibration: the switches, and what sounds at a signal. Silent unless switched on: somebody sleeps alongside. */

import { all, one } from "../common/dom.js";
import { inView } from "../common/in-view.js";
import { isRecord, read, write } from "../common/storage.js";
import { play, rest, wake } from "./sound.js";
import { canVibrate, vibrate } from "./vibration.js";

const KEY = "aids";
/** Only who comes to a timer, or wishes for it, loads what speaks. */
const voices = () => import("./voice.js");
/** @typedef {"hold" | "rest" | "done" | "look"} Signal */

/** @type {Record<Signal, [hertz: number, seconds: number]>} */
const TONES = { hold: [523, 0.25], rest: [392, 0.25], done: [659, 0.5], look: [587, 0.4] };
const PATTERNS_MS = { hold: [120], rest: [60, 80, 60], done: [250], look: [120, 80, 120] };

/** @type {Record<string, boolean>} */
const on = { sound: false, voice: false, vibration: false };

function recall() {
  for (const [aid, wished] of Object.entries(read(KEY, isRecord, {}))) if (aid in on) on[aid] = wished === true;
  if (on.voice) voices().catch(() => {}); // before the first tap
}

function showSwitches() {
  for (const button of all(document, "[data-aid]")) button.setAttribute("aria-pressed", String(on[button.dataset.aid ?? ""]));
}

/**
 * @param {ParentNode} place  where the three switches stand
 * @param {() => string[]} toSay  what a voice says at once
 */
export function addSwitches(place, toSay) {
  for (const button of all(place, "[data-aid]")) {
    const aid = button.dataset.aid ?? "";
    button.addEventListener("click", () => {
      on[aid] = !on[aid];
      write(KEY, on);
      showSwitches();
      if (on[aid]) signal("hold", aid === "voice" ? toSay() : []);
      else if (aid === "voice") hush();
    });
  }
  showSwitches();
  const voice = one(place, "[data-aid=voice]");
  one(place, "[data-aid=vibration]").hidden = !canVibrate();
  voices()
    .then(({ localVoice, onVoices }) => {
      const offer = () => (voice.hidden = !localVoice());
      offer();
      onVoices(offer);
    })
    .catch(() => {}); // not on this phone yet: no voice
}

function hush() {
  voices().then((voice) => voice.hush()).catch(() => {});
}

/**
 * @param {Signal} kind
 * @param {string[]} sentences  to say, in the page's language
 */
export function signal(kind, sentences) {
  if (!inView()) return;
  if (on.sound) play(...TONES[kind]);
  if (on.vibration) vibrate(PATTERNS_MS[kind]);
  if (on.voice && sentences.length) voices().then(({ say }) => say(sentences)).catch(() => {});
}

recall();
addEventListener("storage", () => {
  recall();
  showSwitches();
});
addEventListener("pointerup", () => on.sound && wake());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return;
  if (on.voice) hush();
  rest();
});
