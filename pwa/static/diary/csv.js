/* The records as a table for a spreadsheet: RFC 4180 with a byte-order mark, by which Excel knows UTF-8, and the separator
   that it expects where the decimal sign is a comma, as in Indonesia. A note cannot become a formula. */

const MARK = "\uFEFF";
const END = "\r\n";
// What Excel, LibreOffice or WPS take for the beginning of a formula, in their full-width forms too, also behind spaces;
// https://owasp.org/www-community/attacks/CSV_Injection
const FORMULA = /^[\s\u3000]*[=+\-@|%＝＋－＠]/u;

/** @param {string} lang  BCP 47 */
export function separatorOf(lang) {
  try {
    return new Intl.NumberFormat(lang).format(1.5).includes(",") ? ";" : ",";
  } catch {
    return ","; // Intl is cut down
  }
}

/**
 * @param {string | number | null} value
 * @param {string} separator
 */
function cell(value, separator) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const line = value.replace(/[\r\n\t\v\f\u2028\u2029]+/g, " ");
  const text = FORMULA.test(line) ? `'${line}` : line;
  return text.includes(separator) || /[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * @param {string[]} head
 * @param {(string | number | null)[][]} rows
 * @param {string} lang  BCP 47, of the reader
 */
export function toCsv(head, rows, lang) {
  const separator = separatorOf(lang);
  return MARK + [head, ...rows].map((row) => row.map((value) => cell(value, separator)).join(separator) + END).join("");
}
