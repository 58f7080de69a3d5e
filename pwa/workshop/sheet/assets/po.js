/* The .po that leaves the sheet and comes back into it: each string on one line, escaped as JSON does, which .po reads.

   What .po has no word for travels in comments that `catalog take` knows (pwa/workshop/sheet/taken.py). */

/**
 * @typedef {object} Entry
 * @property {string} kind
 * @property {string} english
 * @property {string} translation
 * @property {string} [id]  of the text, so that it is found when its English has changed
 * @property {string} [was]  what stood there when the sheet was made, where that was changed
 * @property {boolean} [still]  fuzzy there, and right as it is
 * @property {"yes" | "no"} [read]  what a second reader says
 * @property {string} [remark]
 * @property {string[]} [names]  of everybody who translated, in the header
 */

const FIELD = /^(msgctxt|msgid|msgstr) (".*")$/;
/** @type {Record<string, string>} */
const PART = { msgctxt: "kind", msgid: "english", msgstr: "translation" };
const WAS = "was ";
const REMARK = "remark ";
const NAME = /^(.*) <>, \d{4}\.$/;
// The letters below the space, but for the line break, and halves of letters: a .po file cannot hold them.
const CONTROL = /[\p{Cc}\p{Cs}]/gu;

/** As a text of the app is: on one line, its letters composed. @param {string} typed */
export function tidy(typed) {
  return typed.replace(/[ \t\r\n]+/g, " ").replace(CONTROL, "").trim().normalize("NFC");
}

/** @param {Record<string, string>} header  @param {string[]} names  of everybody who translated  @param {Entry[]} entries */
export function written(header, names, entries) {
  const year = new Date().getFullYear();
  const head = Object.entries(header).map(([name, value]) => `${name}: ${value}\n`);
  const lines = [...names.map((name) => `# ${name} <>, ${year}.`), 'msgid ""', `msgstr ${JSON.stringify(head.join(""))}`];
  return [lines, ...entries.map(entryLines)].map((some) => `${some.join("\n")}\n`).join("\n");
}

/** @param {Entry} entry */
function entryLines({ kind, english, translation, id, was, still, read, remark }) {
  return [
    ...(was !== undefined ? [`# ${WAS}${JSON.stringify(was)}`] : []),
    ...(still ? ["# still right"] : []),
    ...(read ? [`# read ${read}`] : []),
    ...(remark ? [`# ${REMARK}${JSON.stringify(remark)}`] : []),
    ...(id ? [`#. [${id}]`] : []),
    `msgctxt ${JSON.stringify(kind)}`,
    `msgid ${JSON.stringify(english)}`,
    `msgstr ${JSON.stringify(translation)}`,
  ];
}

/**
 * The entries of a file that this wrote; none of any other file. The header is the first, with no English.
 *
 * @param {string} text
 * @returns {Entry[]}
 */
export function parsed(text) {
  return apart(text).flatMap((lines) => entryOf(lines) ?? []);
}

/** The lines of each entry. @param {string} text */
function apart(text) {
  /** @type {string[][]} */
  const found = [];
  let lines = [""];
  for (const line of text.split(/\r?\n/).filter((some) => some.trim())) {
    if (/^(?:#|msgctxt )/.test(line) && lines.some((before) => !before.startsWith("#"))) found.push((lines = []));
    lines.push(line);
  }
  return found;
}

/** Null where a messenger has broken a line: nothing of ours is read as this. @param {string[]} lines */
function entryOf(lines) {
  /** @type {Entry} */
  let entry = { kind: "", english: "", translation: "" };
  for (const line of lines) {
    const [, field, quoted] = FIELD.exec(line) ?? [];
    const value = unquoted(quoted);
    if (line.startsWith("# ")) entry = { ...entry, ...said(line.slice(2), entry) };
    else if (field && value !== null) entry = { ...entry, [PART[field]]: value };
    else if (!line.startsWith("#")) return null;
  }
  return lines.some((line) => line.startsWith("msgstr ")) ? entry : null;
}

/** @param {string} comment  @param {Entry} entry  @returns {Partial<Entry>} */
function said(comment, { names = [] }) {
  if (comment === "still right") return { still: true };
  if (comment === "read yes") return { read: "yes" };
  if (comment === "read no") return { read: "no" };
  const [, name] = NAME.exec(comment) ?? [];
  if (name) return { names: [...names, name] };
  if (comment.startsWith(WAS)) return { was: unquoted(comment.slice(WAS.length)) ?? undefined };
  return comment.startsWith(REMARK) ? { remark: unquoted(comment.slice(REMARK.length)) ?? undefined } : {};
}

/** @param {string} [quoted] */
function unquoted(quoted = "") {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return null;
  }
}
