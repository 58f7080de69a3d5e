/* Which country's phone numbers to show: chosen by hand and remembered, else guessed from the time zone of the phone. */

import { BASE } from "../common/base.js";
import { within } from "../common/deadline.js";
import { timeZone } from "../common/intl.js";
import { isRecord, isText, onChange, read, write } from "../common/storage.js";

const KEY = "country";
const CODE = /^[A-Z]{2}$/;
const ANSWER_MS = 8000; // it is on the phone, mostly

/** A country and the cities that name its time zones. @typedef {{code: string, zones: string}} Country */

/** @returns {Promise<Country[] | null>}  null where the table does not come */
function countries() {
  return within(ANSWER_MS, async (signal) => {
    const table = await (await fetch(`${BASE}countries.json`, { signal })).json();
    return isRecord(table) ? Object.entries(table).map(([code, zones]) => ({ code, zones: String(zones) })) : null;
  }).catch(() => null); // not kept on this phone yet
}

/** @returns {Promise<{country: Country | undefined, guessed: boolean}>}  No country where nothing is chosen and nothing can be guessed. */
export async function myCountry() {
  const kept = read(KEY, isText, null);
  const table = await countries();
  // Without the table a choice still is one, if it looks like ours.
  if (!table) return { country: kept && CODE.test(kept) ? { code: kept, zones: "" } : undefined, guessed: false };
  const chosen = table.find(({ code }) => code === kept);
  if (chosen || kept === "") return { country: chosen, guessed: false };
  // "CET" or "UTC" is no place.
  const [city, area] = timeZone().split("/").reverse();
  return { country: table.find(({ zones }) => area && zones.split(" ").includes(city)), guessed: true };
}

/** @param {() => unknown} work  when another country was chosen elsewhere */
export const onCountry = (work) => onChange(KEY, work);

/** @param {string} code  "" forgets the choice and the guess. */
export function chooseCountry(code) {
  write(KEY, code);
}
