/* Unpacks the bundle: LZMA (https://7-zip.org/sdk.html, lzma-specification) with lc=3, lp=0, pb=0, as pwa/release/bundle.py packs
   it. Browsers unpack only gzip, which looks back 32 kB; decision 0003 has the figures. What comes in has
   been judged by its digest. */

const HALF = 1024; // a bit that is as likely 0 as 1
const REST = { match: 0, rep: 12, rep0: 24, rep1: 36, rep2: 48, long: 60, slot: 72, near: 328, align: 443 };
const LENGTHS = { match: 459, rep: 733 };
const LITERALS = 1007;

/**
 * @param {Uint8Array} packed
 * @param {number} size  of what comes out
 */
export function unlzma(packed, size) {
  const out = new Uint8Array(size);
  const odds = new Uint16Array(LITERALS + 0x300 * 8).fill(HALF);
  const past = [0, 0, 0, 0]; // the last four distances, less one
  let state = 0;
  let at = 0;
  let range = 0xffffffff;
  let code = new DataView(packed.buffer, packed.byteOffset).getUint32(1);
  let read = 5;

  const more = () => {
    if (range >= 0x1000000) return;
    range = (range << 8) >>> 0;
    code = ((code << 8) | packed[read++]) >>> 0;
  };
  /** @param {number} place */
  const bit = (place) => {
    const odd = odds[place];
    const bound = (range >>> 11) * odd;
    const one = code >= bound;
    odds[place] = one ? odd - (odd >> 5) : odd + ((2048 - odd) >> 5);
    range = one ? range - bound : bound;
    if (one) code -= bound;
    more();
    return Number(one);
  };
  /** @param {number} place @param {number} bits */
  const tree = (place, bits) => {
    let node = 1;
    for (let left = bits; left > 0; left--) node = (node << 1) | bit(place + node);
    return node - (1 << bits);
  };
  /** @param {number} place @param {number} bits */
  const reversed = (place, bits) => {
    let node = 1;
    let found = 0;
    for (let step = 0; step < bits; step++) {
      const next = bit(place + node);
      node = (node << 1) | next;
      found |= next << step;
    }
    return found;
  };
  /** @param {number} bits */
  const direct = (bits) => {
    let found = 0;
    for (let left = bits; left > 0; left--) {
      range >>>= 1;
      const one = code >= range;
      if (one) code -= range;
      found = (found << 1) | Number(one);
      more();
    }
    return found;
  };
  /** @param {number} place */
  const length = (place) => {
    if (!bit(place)) return 2 + tree(place + 2, 3);
    return bit(place + 1) ? 18 + tree(place + 18, 8) : 10 + tree(place + 10, 3);
  };
  /** @param {number} count */
  const distance = (count) => {
    const slot = tree(REST.slot + 64 * Math.min(count - 2, 3), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const start = (2 | (slot & 1)) << bits;
    if (slot < 14) return start + reversed(REST.near + start - slot, bits);
    return start + (direct(bits - 4) << 4) + reversed(REST.align, 4);
  };
  const literal = () => {
    const place = LITERALS + 0x300 * ((at > 0 ? out[at - 1] : 0) >> 5);
    let node = 1;
    if (state >= 7) {
      // After a copy the byte that would have followed there is a hint.
      for (let hint = out[at - past[0] - 1]; node < 0x100; hint <<= 1) {
        const expected = (hint >> 7) & 1;
        const found = bit(place + ((1 + expected) << 8) + node);
        node = (node << 1) | found;
        if (found !== expected) break;
      }
    }
    while (node < 0x100) node = (node << 1) | bit(place + node);
    out[at++] = node;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };
  const again = () => {
    if (!bit(REST.rep0 + state)) {
      if (bit(REST.long + state)) return true;
      state = state < 7 ? 9 : 11;
      return false;
    }
    const which = !bit(REST.rep1 + state) ? 1 : 2 + bit(REST.rep2 + state);
    past.unshift(...past.splice(which, 1));
    return true;
  };

  while (at < size) {
    if (!bit(REST.match + state)) {
      literal();
      continue;
    }
    let count = 1;
    if (!bit(REST.rep + state)) {
      count = length(LENGTHS.match);
      state = state < 7 ? 7 : 10;
      past.unshift(distance(count));
      past.length = 4;
    } else if (again()) {
      count = length(LENGTHS.rep);
      state = state < 7 ? 8 : 11;
    }
    for (; count > 0 && at < size; count--) out[at] = out[at++ - past[0] - 1];
  }
  return out;
}
