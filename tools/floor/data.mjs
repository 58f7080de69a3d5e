/* The oldest browsers that the app is for, and since when browsers know a feature: MDN's compatibility data.

   docs/browsers.md says the same floor, and its first table names every feature that is younger and is used all the same. */

import { readFileSync } from "node:fs";

import bcd from "@mdn/browser-compat-data" with { type: "json" };

const FLOOR = { chrome: 89, safari_ios: 15, firefox: 91 };
export const TARGETS = ["chrome89", "ios15", "firefox91"]; // the same for esbuild

/**
 * Since which version each browser of the floor has a feature, where one of them is younger than the floor.
 *
 * @param {object | undefined} feature  of MDN's data
 * @returns {string}  "" where the floor has it, or nothing is known of it
 */
export function younger(feature) {
  const support = feature?.__compat?.support;
  if (!support) return "";
  const since = Object.entries(FLOOR).map(([browser, oldest]) => ({ browser, oldest, has: versionOf(support[browser]) }));
  if (since.every(({ oldest, has }) => has <= oldest)) return "";
  return since.map(({ browser, has }) => `${browser} ${Number.isFinite(has) ? has : "never"}`).join(", ");
}

/**
 * The version from which on it has been there without a break, under its own name and without a flag. What was there in
 * part before it was there whole counts: that part is what we use, or a test of the feature finds out.
 *
 * @param {object | object[] | undefined} entries
 */
function versionOf(entries) {
  const number = (version) => (version ? parseFloat(String(version).replace("≤", "")) : Infinity);
  const plain = [entries ?? []].flat().filter((entry) => !entry.flags && !entry.prefix && !entry.alternative_name);
  let since = Infinity;
  for (const { version_added: from, version_removed: to } of plain) if (!to || number(to) >= since) since = Math.min(since, number(from));
  return since;
}

/** What the first table of docs/browsers.md names in its first column. */
export function named() {
  const text = readFileSync(new URL("../../docs/browsers.md", import.meta.url), "utf8");
  const table = text.split("## What is younger than the floor")[1]?.split("\n## ")[0] ?? "";
  return new Set([...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name));
}

export { bcd };
