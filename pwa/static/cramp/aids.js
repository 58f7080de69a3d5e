/* Sound, voice, vibration and a screen that stays awake. Silent unless switched on: somebody sleeps alongside. */

import { all, one } from "../common/dom.js";
import { isRecord, read, write } from "../common/storage.js";

const KEY = "aids";
/** @typedef {"hold" | "rest" | "done" | "look"} Signal */

/** @type {Record<Signal, [hertz: number, seconds: number]>} */
const TONES = { hold: [523, 0.25], rest: [392, 0.25], done: [659, 0.5], look: [587, 0.4] };
const PATTERNS_MS = { hold: [120], rest: [60, 80, 60], done: [250], look: [120, 80, 120] };
const LOUDNESS = 0.08;

/** @type {Record<string, boolean>} */
const on = { sound: false, voice: false, vibration: false };
for (const [aid, wished] of Object.entries(read(KEY, isRecord, {}))) if (aid in on) on[aid] = wished === true;
/** @type {AudioContext | null} */
let audio = null;
/** @type {WakeLockSentinel | null | undefined} */
let lock = null;
let asking = false; // every tick asks for the screen, an answer may take longer than a tick
let wanted = false;

/**
 * A language and its region as one tag: phones write zh_CN, zh-CN and cmn-CN.
 *
 * @param {SpeechSynthesisVoice} voice
 */
const tagOf = (voice) => voice.lang.toLowerCase().replaceAll("_", "-").replace(/^cmn\b/, "zh");

/**
 * A voice of the page's language that needs no network (remote voices say nothing offline). Voices of the region come
 * first: a voice of Hong Kong reads Chinese in Cantonese, which the reader of zh-Hans may not understand.
 */
function localVoice() {
  const { language, region } = new Intl.Locale(document.documentElement.lang).maximize();
  const voices = window.speechSynthesis?.getVoices().filter((voice) => {
    return voice.localService && tagOf(voice).split("-")[0] === language;
  });
  /** @param {SpeechSynthesisVoice} voice */
  const near = (voice) => tagOf(voice) === language || tagOf(voice).includes(`-${region?.toLowerCase()}`);
  return voices?.find(near) ?? voices?.find((voice) => !/-(hk|mo)\b/.test(tagOf(voice))) ?? voices?.[0];
}

/**
 * @param {ParentNode} place  where the three switches stand
 * @param {() => string[]} toSay  what a voice says at once
 */
export function addSwitches(place, toSay) {
  for (const button of all(place, "[data-aid]")) {
    const aid = button.dataset.aid ?? "";
    button.setAttribute("aria-pressed", String(on[aid]));
    button.addEventListener("click", () => {
      on[aid] = !on[aid];
      write(KEY, on);
      for (const same of document.querySelectorAll(`[data-aid=${aid}]`)) same.setAttribute("aria-pressed", String(on[aid]));
      if (on[aid]) signal("hold", aid === "voice" ? toSay() : []);
      else if (aid === "voice") window.speechSynthesis.cancel();
    });
  }
  const voice = one(place, "[data-aid=voice]");
  const offer = () => (voice.hidden = !localVoice());
  one(place, "[data-aid=vibration]").hidden = !("vibrate" in navigator) || !matchMedia("(pointer: coarse)").matches;
  offer();
  window.speechSynthesis?.addEventListener?.("voiceschanged", offer);
}

/**
 * @param {Signal} kind
 * @param {string[]} sentences  to say, in the page's language
 */
export function signal(kind, sentences) {
  if (document.hidden) return;
  if (on.sound) play(...TONES[kind]);
  if (on.vibration) navigator.vibrate?.(PATTERNS_MS[kind]);
  const voice = on.voice && sentences.length ? localVoice() : undefined;
  if (!voice) return;
  window.speechSynthesis.cancel();
  for (const sentence of sentences) {
    const said = new SpeechSynthesisUtterance(sentence);
    said.voice = voice;
    said.lang = voice.lang; // Android looks at the language, not at the voice
    window.speechSynthesis.speak(said);
  }
}

/**
 * @param {number} hertz
 * @param {number} seconds
 */
function play(hertz, seconds) {
  audio ??= new AudioContext();
  audio.resume(); // a context made before the first touch is suspended
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  const now = audio.currentTime;
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, now);
  volume.gain.linearRampToValueAtTime(LOUDNESS, now + 0.05);
  volume.gain.linearRampToValueAtTime(0, now + seconds);
  tone.connect(volume).connect(audio.destination);
  tone.start(now);
  tone.stop(now + seconds);
}

/** @param {boolean} awake  Keep the screen on while a timer runs; never relied on. */
export async function stayAwake(awake) {
  wanted = awake;
  if (!awake) {
    await lock?.release();
    lock = null;
  } else if (!lock && !asking && !document.hidden) {
    asking = true;
    try {
      lock = await navigator.wakeLock?.request("screen");
      lock?.addEventListener("release", () => (lock = null));
    } catch {
      // Low battery or not allowed: the timer counts from its start time anyway.
    }
    asking = false;
    if (!wanted) stayAwake(false);
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    window.speechSynthesis?.cancel();
    audio?.suspend();
  } else if (wanted) stayAwake(true); // the browser lets go of the lock when the page is hidden
});
