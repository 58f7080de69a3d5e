/* A name that nobody else gives. */

/** @param {number} bytes  @returns {string}  so many, in hexadecimal digits */
export function randomHex(bytes) {
  return [...randomBytes(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** No `randomUUID` before Chromium 92, Safari 15.4 and Firefox 95. @param {number} length */
function randomBytes(length) {
  try {
    return crypto.getRandomValues(new Uint8Array(length));
  } catch {
    return Uint8Array.from({ length }, () => Math.random() * 256); // a diary needs no secret
  }
}
