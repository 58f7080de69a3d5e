/* A voice that reads aloud: of the page's language, on the phone itself, as good as there is one.

   Phones lack voices, tell of them late, write languages in ways of their own, and swallow what is said right after a stop. */

import { languageOf, likelyRegion } from "../common/intl.js";

const AFTER_STOP_MS = 100; // Safari, Firefox and Android lose what is said at once after cancel() (https://crbug.com/679437)
/** Apple's jokes and its voices of old: Albert stands first in its list, and is no help at night. */
const LAST =
  /\b(Albert|Bad News|Bahh|Bells|Boing|Bubbles|Cellos|Deranged|Eddy|Flo|Fred|Good News|Grandma|Grandpa|Hysterical|Jester|Junior|Kathy|Organ|Ralph|Reed|Rocko|Sandy|Shelley|Superstar|Trinoids|Whisper|Wobble|Zarvox)\b/;
const LOOK_AGAIN_MS = 5000; // Safari up to 16 does not tell of late voices (https://github.com/WebKit/WebKit/pull/16726)
const CANTONESE = /[-_](hk|mo|hkg|mac)\b/i; // a reader of zh-Hans may not understand it
/** Held, because a browser may forget one before it was said. @type {SpeechSynthesisUtterance[]} */
let saying = [];
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;

/** @returns {SpeechSynthesisVoice | undefined}  undefined where no voice here speaks the language without a network */
export function localVoice() {
  const tag = document.documentElement.lang;
  const language = languageOf(tag);
  const region = new RegExp(`[-_]${likelyRegion(tag) || "none"}`, "i");
  /** The less the better. @param {SpeechSynthesisVoice} voice */
  const rank = ({ lang, name, default: usual }) => {
    return 8 * Number(LAST.test(name)) + 4 * Number(CANTONESE.test(lang)) + 2 * Number(/[-_]/.test(lang) && !region.test(lang)) + Number(!usual);
  };
  const fits = voices().filter((voice) => voice.localService && languageOf(voice.lang) === language);
  return fits.sort((one, other) => rank(one) - rank(other))[0];
}

/** @param {() => void} work  to be done when the phone tells of its voices, which may be late */
export function onVoices(work) {
  try {
    speechSynthesis.addEventListener("voiceschanged", work);
  } catch {
    // No voices, or a browser that does not tell.
  }
  if (!voices().length) setTimeout(work, LOOK_AGAIN_MS);
}

/** @param {string[]} sentences  to say now, and nothing that was begun before */
export function say(sentences) {
  const voice = sentences.length ? localVoice() : undefined;
  if (!voice) return;
  const stopped = hush();
  const speak = () => {
    try {
      saying = sentences.map((sentence) => Object.assign(new SpeechSynthesisUtterance(sentence), { voice, lang: voice.lang })); // Android looks at the language, not at the voice
      speechSynthesis.resume(); // after a call it may be paused
      for (const utterance of saying) speechSynthesis.speak(utterance);
    } catch {
      // It cannot speak after all.
    }
  };
  if (stopped) soon = setTimeout(speak, AFTER_STOP_MS);
  else speak();
}

/** @returns {boolean}  whether something was being said */
export function hush() {
  clearTimeout(soon);
  try {
    const busy = speechSynthesis.speaking || speechSynthesis.pending;
    if (busy) speechSynthesis.cancel();
    return busy;
  } catch {
    return false; // nothing speaks here
  }
}

/** @returns {SpeechSynthesisVoice[]} */
function voices() {
  try {
    return speechSynthesis.getVoices() ?? [];
  } catch {
    return [];
  }
}

// iOS says nothing before something was begun under a finger (WebKit, SpeechSynthesis::speak): a voice that was wished for on
// another night would not speak. Only Apple's browsers know `standalone`.
const begin = () => {
  try {
    speechSynthesis.speak(new SpeechSynthesisUtterance(""));
  } catch {
    // Nothing speaks here.
  }
};
if ("standalone" in navigator) addEventListener("click", begin, { capture: true, once: true });
