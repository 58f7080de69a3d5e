/* Short tones. After a call iOS leaves an audio context that is interrupted and never goes on: then a new one is made,
   which may sound from the reader's next touch on. */

import { within } from "../common/deadline.js";

const LOUDNESS = 0.08;
const RESUME_MS = 1000; // a tone that comes later than that says something that is no longer so
/** @type {AudioContext | null} */
let audio = null;

/**
 * @param {number} hertz
 * @param {number} seconds
 */
export function play(hertz, seconds) {
  try {
    const context = awake();
    const tone = context.createOscillator();
    const volume = context.createGain();
    const now = context.currentTime;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, now);
    volume.gain.linearRampToValueAtTime(LOUDNESS, now + 0.05);
    volume.gain.linearRampToValueAtTime(0, now + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start(now);
    tone.stop(now + seconds);
  } catch {
    drop(); // no sound on this phone, or none now
  }
}

/** Under the reader's finger: only there may a phone begin to sound, or sound again. */
export function wake() {
  try {
    if (audio?.state !== "running") awake();
  } catch {
    drop();
  }
}

/** A hidden page holds no audio. */
export function rest() {
  Promise.resolve(audio).then((now) => now?.suspend()).catch(drop);
}

function awake() {
  if (audio && !["running", "suspended"].includes(audio.state)) drop();
  audio ??= new AudioContext();
  const context = audio;
  // One made before the first touch is suspended. What was to sound meanwhile must not sound all at once later.
  const asleep = () => context.state !== "running"; // whatever it says when it was to go on
  if (asleep()) within(RESUME_MS, () => context.resume()).catch(() => {}).then(() => audio === context && asleep() && drop());
  return context;
}

function drop() {
  Promise.resolve(audio).then((old) => old?.close()).catch(() => {}); // closed already
  audio = null;
}
