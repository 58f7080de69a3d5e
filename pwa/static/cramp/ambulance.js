/* What dials: only who needs an ambulance loads it. */

import { maybe, one, pageTag } from "../common/dom.js";
import { pageIn } from "../common/page-loader.js";
import { myCountry, onCountry } from "../emergency/countries.js";
import { callsIn, putCalls, rowOf } from "../signs/dial.js";

/** @type {ReturnType<typeof myCountry> | null} */
let mine = null;
onCountry(() => {
  mine = null;
  dial();
});

/** The numbers of the reader's country on the card of the ambulance; without them it leads to all numbers. */
export async function dial() {
  if (mine) return;
  const asked = myCountry();
  mine = asked;
  try {
    const [page, { country, guessed }] = await Promise.all([pageIn(pageTag, "warning-signs/"), asked]);
    const row = country ? await rowOf(pageTag, country.code) : null;
    const outcome = maybe(page, ".outcome[data-urgency=emergency_now]");
    const calls = row && outcome && callsIn(page, outcome, row, guessed);
    if (asked === mine) putCalls(one(document, "#danger .calls"), calls);
  } catch {
    if (asked === mine) mine = null; // not kept on this phone yet: the next time
  }
}
