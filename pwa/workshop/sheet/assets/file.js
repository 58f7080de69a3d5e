/* What is handed in: the texts that somebody worked on, with the names of who translated and who read them. */

import { answerTo, translation, worked, workOn } from "./work.js";
import { one } from "../../../static/common/dom.js";
import { whoIAm } from "./me.js";
import { written } from "./po.js";

/** @typedef {import("./me.js").Me} Me */

/** The file, or the name of the sentence that says what is missing. */
export function fileOf() {
  const me = whoIAm();
  const done = worked();
  const words = done.filter(({ id }) => workOn(id).to || workOn(id).still);
  // Whose own file was opened again goes on with it.
  const own = words.some(({ id }) => !workOn(id).opened || me.names?.includes(me.translator ?? ""));
  const read = done.some(({ id }) => answerTo(id));
  const fault = faultOf(me, done.length > 0, own, read);
  const { language } = document.documentElement.dataset;
  const who = ((read ? me.reader : me.translator) ?? "").replace(/[^\p{L}\p{N}]+/gu, "-");
  const names = new Set([...(words.length ? me.names ?? [] : []), ...(own && me.translator ? [me.translator] : [])]);
  const text = fault ? "" : written(header(me, own, read), [...names], done.map(entry));
  return { fault, text, name: `night-cramp-${language}-${who}.po` };
}

/** @param {Me} me  @param {boolean} some  @param {boolean} own  @param {boolean} read */
function faultOf(me, some, own, read) {
  if (!some) return "nothing-done";
  if (own && !me.translator) return "no-translator";
  return read && !(me.reader && me.role) ? "no-reader" : "";
}

/** @param {Me} me  @param {boolean} own  whether something was translated  @param {boolean} read  whether something was read */
function header({ translator = "", reader = "", role = "", credit }, own, read) {
  const date = `${new Date().toISOString().slice(0, 16).replace("T", " ")}+0000`;
  return {
    ...JSON.parse(one(document, "#header").textContent ?? "{}"),
    ...(own ? { "PO-Revision-Date": date, "Last-Translator": translator } : {}),
    ...(own && credit ? { "X-Credit": "yes" } : {}),
    ...(read ? { "X-Reader": reader, "X-Reader-Role": role } : {}),
  };
}

/** @param {import("./work.js").Told} told  @returns {import("./po.js").Entry} */
function entry(told) {
  const { to, still, remark } = workOn(told.id);
  const { kind, english, text: id } = told;
  const read = answerTo(told.id);
  return { kind, english, translation: translation(told), id, was: to ? told.now : undefined, still, read, remark };
}
