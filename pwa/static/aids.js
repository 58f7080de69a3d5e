/* Sound, voice, vibration and a screen that stays awake. Silent unless switched on: somebody sleeps alongside. */

import { read, write } from "./session.js";

const KEY = "aids";
const TONES = { hold: [523, 0.25], rest: [392, 0.25], done: [659, 0.5], look: [587, 0.4] }; // hertz, seconds
const PATTERNS = { hold: [120], rest: [60, 80, 60], done: [250], look: [120, 80, 120] };
const LOUDNESS = 0.08;

const on = { sound: false, voice: false, vibration: false, ...read(KEY) };
let audio = null;
let lock = null;
let asking = false; // every tick asks for the screen, an answer may take longer than a tick
let wanted = false;

/** A voice of the page's language that needs no network (remote voices say nothing offline). */
function localVoice() {
  const language = document.documentElement.lang.split("-")[0].toLowerCase();
  return window.speechSynthesis
    ?.getVoices()
    .find((voice) => voice.localService && voice.lang.toLowerCase().replace("_", "-").split("-")[0] === language);
}

/** @param {ParentNode} place  Where the three switches stand. */
export function addSwitches(place) {
  for (const button of place.querySelectorAll("[data-aid]")) {
    const aid = button.dataset.aid;
    button.setAttribute("aria-pressed", String(on[aid]));
    button.addEventListener("click", () => {
      on[aid] = !on[aid];
      write(KEY, on);
      for (const same of document.querySelectorAll(`[data-aid=${aid}]`)) same.setAttribute("aria-pressed", String(on[aid]));
      if (on[aid]) signal("hold", "");
      else if (aid === "voice") window.speechSynthesis.cancel();
    });
  }
  const offer = () => (place.querySelector("[data-aid=voice]").hidden = !localVoice());
  place.querySelector("[data-aid=vibration]").hidden = !("vibrate" in navigator) || !matchMedia("(pointer: coarse)").matches;
  offer();
  window.speechSynthesis?.addEventListener?.("voiceschanged", offer);
}

/** @param {"hold" | "rest" | "done" | "look"} kind  @param {string} words  What to say, in the page's language. */
export function signal(kind, words) {
  if (document.hidden) return;
  if (on.sound) play(...TONES[kind]);
  if (on.vibration) navigator.vibrate?.(PATTERNS[kind]);
  const voice = on.voice && words && localVoice();
  if (voice) {
    const said = new SpeechSynthesisUtterance(words);
    said.voice = voice;
    said.lang = voice.lang; // Android looks at the language, not at the voice
    window.speechSynthesis.cancel();
    window.speechSynthesis.speak(said);
  }
}

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
