/* Which language a reader gets, from the languages that the phone asks for: the rules of pwa/languages/negotiate.py, by its
   table. Page and worker share it. */

/**
 * @typedef {object} Row  One language: its tag in addresses, its name and script, and whose readers can read it.
 * @property {string} tag
 * @property {string} name
 * @property {string} script
 * @property {string[]} near
 */

/**
 * @typedef {object} NegotiationTable
 * @property {Row[]} languages  in order; the first is for whom nothing fits
 * @property {Record<string, string>} aliases  old names of languages
 * @property {Record<string, string>} scripts  of a name, or of a name with a region, where a tag does not say it
 */

/**
 * First whoever reads the same language in the same script, then whoever can read a near one, then the first language.
 *
 * @param {readonly string[]} wanted  BCP 47 tags, most wanted first
 * @param {NegotiationTable} table
 * @returns {string}  the tag of one of ours
 */
export function negotiate(wanted, table) {
  const pairs = wanted.map((tag) => nameAndScript(tag, table));
  for (const { name, script } of pairs) {
    const exact = table.languages.find((row) => row.name === name && row.script === script);
    if (exact) return exact.tag;
  }
  for (const { name } of pairs) {
    const near = table.languages.find((row) => row.name === name) ?? table.languages.find((row) => row.near.includes(name));
    if (near) return near.tag;
  }
  return table.languages[0].tag;
}

/**
 * zh-CN is zh and Hans. What is no tag fits nothing.
 *
 * @param {string} tag
 * @param {NegotiationTable} table
 */
function nameAndScript(tag, { aliases, scripts }) {
  const [said, ...rest] = tag.toLowerCase().replace(/_/g, "-").split("-");
  const name = aliases[said] ?? said;
  const own = rest.find((part) => /^[a-z]{4}$/.test(part));
  const region = rest.find((part) => /^([a-z]{2}|\d{3})$/.test(part))?.toUpperCase();
  const likely = scripts[`${name}-${region}`] ?? scripts[name] ?? "";
  return { name, script: own ? own[0].toUpperCase() + own.slice(1) : likely };
}
