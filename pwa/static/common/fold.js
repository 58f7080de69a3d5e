/* Text as searches compare it. */

/** Small letters without marks above them. @param {string} text */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
