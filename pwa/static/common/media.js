/* What the browser says of the screen and of the reader's wishes; one that cannot say answers no. */

/** @param {string} query  @returns {{readonly matches: boolean}} */
export function media(query) {
  try {
    return matchMedia(query) ?? { matches: false };
  } catch {
    return { matches: false };
  }
}
