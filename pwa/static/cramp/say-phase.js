/* The words of a timer's phase, in a live region: each phase is read out once, the first one too. */

const READ_AFTER_MS = 150; // screen readers do not know a region before

/**
 * The same words again would be read out again, and those that a region comes with are not read at all.
 *
 * @param {HTMLElement} place
 * @param {string} name  of the phase
 * @param {string} words
 */
export function sayPhase(place, name, words) {
  if (place.dataset.says === name) return;
  const comes = !place.dataset.says;
  place.dataset.says = name;
  place.textContent = words;
  if (comes) setTimeout(() => place.dataset.says === name && place.replaceChildren(words), READ_AFTER_MS);
}

/** When it is shown again, it comes anew. @param {HTMLElement | null} place */
export function forgetPhase(place) {
  place?.removeAttribute("data-says");
}
