/* Which country's phone numbers to show: chosen by hand and remembered, else guessed from the time zone of the phone. */

import { BASE } from "../common/base.js";

const KEY = "country";

/** A country and the cities that name its time zones. @typedef {{code: string, zones: string}} Country */

/** @returns {Promise<Country[]>} */
export async function countries() {
  const response = await fetch(`${BASE}countries.json`);
  return response.json();
}

/** @returns {Promise<{country: Country | undefined, guessed: boolean}>} */
export async function myCountry() {
  const table = await countries();
  const kept = recall();
  if (kept !== null) return { country: table.find(({ code }) => code === kept), guessed: false };
  const [city, area] = Intl.DateTimeFormat().resolvedOptions().timeZone.split("/").reverse();
  return { country: table.find(({ zones }) => area && zones.split(" ").includes(city)), guessed: true };
}

/** @param {string} code  "" forgets the choice and the guess. */
export function choose(code) {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // Storage is full or forbidden: the choice holds for this page.
  }
}

function recall() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
