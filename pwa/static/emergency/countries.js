/* Which country's phone numbers to show: chosen by hand and remembered, else guessed from the time zone of the phone. */

import { BASE } from "../common/base.js";
import { isText, read, write } from "../common/storage.js";

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
  const kept = read(KEY, isText, null);
  const chosen = table.find(({ code }) => code === kept);
  if (chosen || kept === "") return { country: chosen, guessed: false };
  const [city, area] = Intl.DateTimeFormat().resolvedOptions().timeZone.split("/").reverse();
  return { country: table.find(({ zones }) => area && zones.split(" ").includes(city)), guessed: true };
}

/** @param {string} code  "" forgets the choice and the guess. */
export function chooseCountry(code) {
  write(KEY, code);
}
