/* The calm end of a cramp: one tap notes it in the diary, with its time and length; and how this phone keeps the app. Loaded
   when it is there, and the diary's code with the tap: the cramp itself waits for neither. */

import { within } from "../common/deadline.js";
import { one } from "../common/dom.js";
import { isIosTab } from "../common/window-kind.js";
import { timed } from "../diary/cramp.js";
import { lineOf } from "../diary/words.js";
import { answer } from "../signs/answers.js";
import { showInstallHint } from "./install-hint.js";

/** @typedef {import("./night.js").Session} Session */

const LONGEST_MS = 10 * 1000;
const end = one(document, "#afterwards");
const offer = one(end, ".note-cramp");
/** What a way to stretch says of the place. @type {Record<string, object>} */
const PLACES = {
  foot: { muscle: "foot" },
  shin: { muscle: "shin" },
  "thigh-back": { muscle: "thigh-back" },
  "thigh-front": { muscle: "thigh-front" },
  "both-legs": { leg: "both" },
};
/** @type {Session | null} */
let ended = null;

/** @param {Session} session */
export function showCalmEnd(session) {
  showInstallHint();
  const over = session.started !== null && ["eased", "over"].includes(session.state);
  ended = over ? session : null;
  tell(over ? "offer" : "");
}

/** @param {string} what  of the lines about the record shows */
function tell(what) {
  offer.hidden = what !== "offer";
  one(end, ".noted").hidden = what !== "noted";
  one(end, ".not-noted").hidden = what !== "not-noted";
}

async function note() {
  if (!ended || ended.started === null) return;
  const { started, since, variant } = ended;
  const said = answer();
  const signs = said && said.at >= started ? said.ids : [];
  const record = timed(started, since, { ...PLACES[variant], signs });
  try {
    const { add, all } = await within(LONGEST_MS, () => import("../diary/records.js")); // the database's code waits for the tap
    await add("cramps", record);
    const kept = isIosTab() ? await all("cramps").catch(() => []) : [];
    one(end, ".safari-week").hidden = kept.length !== 1;
  } catch {
    one(end, ".not-noted .record").textContent = lineOf({ ...record, leg: null, muscle: null });
    tell("not-noted");
    return;
  }
  one(end, ".noted a", HTMLAnchorElement).hash = record.id;
  one(end, ".undo").onclick = () => undo(record.id);
  tell("noted");
}

/** @param {string} id  of the record */
async function undo(id) {
  const { erase } = await import("../diary/records.js");
  await erase("cramps", id).then(() => tell("offer"), () => {}); // else it stays noted, as the screen says
}

one(offer, "button").addEventListener("click", note);
