/* `node tools/floor/check.mjs SITE`: whether scripts and styles keep to the floor, those inside the pages of a built site too.

   What is younger must stand in the first table of docs/browsers.md, which says what its lack costs; what stands there must be used. */

import { readdirSync, readFileSync } from "node:fs";

import { named } from "./data.mjs";
import { apis, inline, syntax } from "./scripts.mjs";
import { styles } from "./styles.mjs";

const [site] = process.argv.slice(2);
/** @param {string} folder @param {string} ending */
const below = (folder, ending) => readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);

const faults = [];
for (const file of below("pwa/static", ".js")) faults.push(...syntax(readFileSync(file, "utf8"), file));
// A page's own scripts are the same in most pages.
const pages = new Map(below(site, ".html").flatMap((page) => inline(page).map((text) => [text, page])));
for (const [text, page] of pages) faults.push(...syntax(text, page));
faults.push(...syntax(readFileSync(`${site}/sw.js`, "utf8"), "sw.js"));

const excused = named();
const used = [...apis("jsconfig.json"), ...apis("jsconfig.worker.json"), ...below("pwa/static", ".css").flatMap((file) => styles(file))];
for (const { name, place, since } of used) {
  if (!excused.has(name)) faults.push(`${place}: \`${name}\` is younger than the floor (${since}): do without, or say in docs/browsers.md what its lack costs`);
}
const names = new Set(used.map(({ name }) => name));
for (const name of excused) if (!names.has(name)) faults.push(`docs/browsers.md: \`${name}\` is used nowhere, or the floor has it: take its line out`);

for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
