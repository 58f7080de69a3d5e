/* What Intl knows of languages and of where the phone is. It may be cut down, throw at tags of other systems, or not say. */

/** How a language is called by phones that do not write BCP 47: Java's old names, and the ISO code of Mandarin. */
const OLD_NAMES = new Map([["in", "id"], ["iw", "he"], ["ji", "yi"], ["cmn", "zh"]]);

/** @param {string} tag  zh-Hans, in_ID, cmn-CN, ind-IDN  @returns {string}  zh, id, zh, id */
export function languageOf(tag) {
  const [said] = tag.toLowerCase().split(/[-_]/);
  const name = OLD_NAMES.get(said) ?? said;
  try {
    return new Intl.Locale(name).language; // "ind" is "id"
  } catch {
    return name;
  }
}

/** @param {string} tag  of BCP 47  @returns {string}  the region where most people read it; "" where that is not known */
export function likelyRegion(tag) {
  try {
    return new Intl.Locale(tag).maximize().region ?? "";
  } catch {
    return "";
  }
}

/** @returns {string}  Asia/Jakarta; "" where the phone does not say */
export function timeZone() {
  try {
    return String(new Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");
  } catch {
    return "";
  }
}
