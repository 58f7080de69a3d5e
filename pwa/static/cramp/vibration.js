/* Vibration, where the phone has it: iOS and Firefox have none, and a desktop says yes and does nothing. */

import { media } from "../common/media.js";

export const canVibrate = () => "vibrate" in navigator && media("(pointer: coarse)").matches;

/** @param {number[]} patternMs */
export function vibrate(patternMs) {
  try {
    navigator.vibrate?.(patternMs);
  } catch {
    // Forbidden in a frame.
  }
}
