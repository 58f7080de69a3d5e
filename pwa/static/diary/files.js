/* Files by the reader's hand: save, save as a table, show as text, bring back, delete everything. */

import { FROM, ROUTINE } from "../bedtime/storage-keys.js";
import { within } from "../common/deadline.js";
import { maybe, one, pageTag } from "../common/dom.js";
import { handFile } from "../common/hand-on.js";
import { remove } from "../common/storage.js";
import { isIosTab } from "../common/window-kind.js";
import { KEY as SIGNS } from "../signs/answers.js";
import { toCsv } from "./csv.js";
import { minuteOf } from "./cramp.js";
import { fromFile, LARGEST_BYTES, toFile } from "./file.js";
import { clearForm } from "./form.js";
import { TICKS } from "./medicine-ticks.js";
import { say } from "./news.js";
import { eraseAll, merge } from "./records.js";
import { sayTrouble } from "./trouble.js";
import { fill, word } from "./words.js";

/** @typedef {import("./file.js").Records} Records */

const COLUMNS = /** @type {const} */ (["day", "time", "minutes", "leg", "muscle", "helped", "pain", "note"]);
const FILE_MS = 30 * 1000; // it may lie in a cloud that does not answer
const lang = document.documentElement.lang;
const files = one(document, "#files");
const ask = one(document, ".erase-ask");
const asText = one(files, ".all-as-text");

/** @param {Records} records */
function tableOf({ cramps }) {
  const words = (/** @type {string} */ kind, /** @type {string | null} */ name) => (name === null ? "" : word(document, `${kind}-${name}`));
  const rows = cramps.map(({ at, minutes, leg, muscle, helped, pain, note }) => {
    const ways = helped.map((way) => words("helped", way)).join(" + ");
    return [at.slice(0, 10), at.slice(11), minutes, words("leg", leg), words("muscle", muscle), ways, pain, note];
  });
  return toCsv(COLUMNS.map((name) => word(document, name)), rows, lang);
}

/** @param {File} file  @param {() => Promise<void>} show */
async function bringBack(file, show) {
  if (file.size > LARGEST_BYTES) {
    say("large");
    return;
  }
  const read = fromFile(await within(FILE_MS, () => file.text()).catch(() => ""));
  if ("fault" in read) {
    say(read.fault, { number: read.number ?? 0, field: read.field ?? "" });
    return;
  }
  try {
    const { added, changed } = await merge(read);
    await show();
    say(added || changed ? "brought" : "nothing", { added, changed });
  } catch (error) {
    sayTrouble(error);
  }
}

/** @param {() => Records} records  @param {() => Promise<void>} show */
async function deleteAll(records, show) {
  const { cramps, evenings } = records();
  try {
    await eraseAll();
  } catch (error) {
    sayTrouble(error);
    return;
  }
  for (const key of [TICKS, SIGNS, FROM, ROUTINE]) remove(key);
  clearForm(); // or it would bring a record back
  ask.hidden = true;
  await show();
  say("erased", { cramps: cramps.length, evenings: evenings.length });
}

/** @param {Records} records  What they say has to be true of what is there now. */
export function drawFiles(records) {
  fill(ask, { cramps: records.cramps.length, evenings: records.evenings.length });
  if (!asText.hidden) one(asText, "textarea", HTMLTextAreaElement).value = toFile(records);
}

/** @param {() => Records} records  @param {() => Promise<void>} show */
export function setUpFiles(records, show) {
  one(files, ".safari-week").hidden = !isIosTab();
  const today = () => minuteOf(Date.now()).slice(0, 10);
  const handing = (/** @type {string} */ end, /** @type {string} */ type, /** @type {() => string} */ text) => async () => {
    const how = await handFile(`night-cramp-${today()}.${end}`, type, text());
    if (how === "shared") say("file");
    if (how === "failed") showText();
  };
  const showText = () => {
    asText.hidden = false;
    drawFiles(records());
    one(asText, "textarea").focus();
  };
  one(files, ".save-file").addEventListener("click", handing("json", "application/json", () => toFile(records())));
  one(files, ".save-table").addEventListener("click", handing(`${pageTag}.csv`, "text/csv", () => tableOf(records())));
  one(files, ".show-text").addEventListener("click", showText);
  const field = one(files, "input[type=file]", HTMLInputElement);
  field.addEventListener("change", async () => {
    const [file] = field.files ?? [];
    if (file) await bringBack(file, show);
    field.value = "";
  });
  one(document, ".erase-all").addEventListener("click", () => {
    ask.hidden = false;
    maybe(ask, "p")?.focus();
  });
  one(ask, ".erase-no").addEventListener("click", () => {
    ask.hidden = true;
  });
  one(ask, ".erase-yes").addEventListener("click", () => deleteAll(records, show));
}
