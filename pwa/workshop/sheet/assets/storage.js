/* What was typed, kept in the browser's own store while it is typed. A file may have none: then nothing is, and we say so. */

/** @typedef {{ [name: string]: string | boolean | string[] | undefined }} Kept */

// Of the language, because all files on a phone may share one store.
const PREFIX = `night-cramp-sheet/${document.documentElement.dataset.language}/`;

/** @param {string} id  @returns {Kept} */
export function kept(id) {
  try {
    const value = JSON.parse(localStorage.getItem(PREFIX + id) ?? "{}");
    return typeof value === "object" && value ? value : {};
  } catch {
    return {};
  }
}

/** Whether it is kept now. @param {string} id  @param {Kept} value */
export function keep(id, value) {
  const text = JSON.stringify(value);
  try {
    if (text === "{}") localStorage.removeItem(PREFIX + id);
    else localStorage.setItem(PREFIX + id, text);
    return text === "{}" || localStorage.getItem(PREFIX + id) === text;
  } catch {
    return false; // full, or forbidden to files and private windows
  }
}

/** Whether this browser keeps anything at all. */
export function keeps() {
  const works = keep("probe", { probe: true });
  keep("probe", {});
  return works;
}
