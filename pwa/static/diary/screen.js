/* The diary: what is noted, its picture, the form, the files. Every change is written before it shows; what could not be
   written is said, and shown as text. */

import { one } from "../common/dom.js";
import { onChange } from "../common/storage.js";
import { isIosTab } from "../common/window-kind.js";
import { everything } from "./readable.js";
import { drawFiles, setUpFiles } from "./files.js";
import { clearForm, fillForm, setUpForm } from "./form.js";
import { drawList, setUpList } from "./list.js";
import { say } from "./news.js";
import { drawPicture } from "./picture.js";
import { CHANGED, erase, put } from "./records.js";
import { sayTrouble, showAsText } from "./trouble.js";
import { lineOf } from "./words.js";

/** @typedef {import("./cramp.js").Cramp} Cramp */
/** @typedef {import("./cramp.js").Evening} Evening */

/** @type {Cramp[]} the latest first */
let cramps = [];
/** @type {Evening[]} */
let evenings = [];
/** @type {Cramp | null} */
let erased = null;

/** Read everything anew, and show it. */
async function showRecords() {
  let known = true;
  try {
    ({ cramps, evenings } = await everything());
    cramps.sort((first, second) => (first.at < second.at ? 1 : -1));
    sayTrouble(null);
  } catch (error) {
    known = cramps.length + evenings.length > 0; // from before
    sayTrouble(error);
  }
  one(document, "#files .choices").hidden = !known; // nothing is saved as if it were everything
  one(document, ".empty").hidden = Boolean(cramps.length);
  drawPicture(cramps, evenings);
  drawList(cramps);
  drawFiles({ cramps, evenings });
  document.documentElement.dataset.own = "ready";
}

/** @param {Cramp} record  @returns {Promise<boolean>}  whether it was kept */
async function save(record) {
  try {
    await put("cramps", record);
  } catch (error) {
    sayTrouble(error);
    showAsText(lineOf(record));
    return false;
  }
  showAsText("");
  await showRecords();
  one(document, "[data-news] .safari-week").hidden = !(isIosTab() && cramps.length === 1);
  say("saved");
  return true;
}

/** @param {Cramp} record */
async function remove(record) {
  try {
    await erase("cramps", record.id);
  } catch (error) {
    sayTrouble(error);
    return;
  }
  erased = record;
  clearForm(record);
  await showRecords();
  say("deleted");
  one(document, ".undo").focus();
}

async function undo() {
  if (erased && (await save(erased))) erased = null;
}

setUpForm(save);
setUpList(() => cramps, { change: fillForm, erase: remove });
setUpFiles(() => ({ cramps, evenings }), showRecords);
one(document, ".undo").addEventListener("click", undo);
// Another window, or another page of this one, has changed something.
onChange(CHANGED, showRecords);
showRecords().then(() => {
  // From "add leg, pain or a note" at the end of a cramp.
  const wanted = cramps.find(({ id }) => `#${id}` === location.hash);
  if (wanted) fillForm(wanted);
});
