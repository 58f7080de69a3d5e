/* What is handed in: the texts that somebody worked on, with the names of who translated and who read them. */

import { translation, worked, workOn } from "./work.js";
import { one } from "../../../static/common/dom.js";
import { written } from "./po.js";

/** @typedef {{ translator?: string, reader?: string, role?: string, credit?: boolean }} Me */

/** The file, or the name of the sentence that says what is missing. @param {Me} me */
export function fileOf(me) {
  const done = worked();
  const own = done.some(({ id }) => workOn(id).to || workOn(id).still);
  const read = done.some(({ id }) => workOn(id).read);
  const fault = faultOf(me, done.length > 0, own, read);
  const { language } = document.documentElement.dataset;
  const who = ((read ? me.reader : me.translator) ?? "").replace(/[^\p{L}\p{N}]+/gu, "-");
  const names = own && me.translator ? [me.translator] : [];
  const text = fault ? "" : written(header(me, own, read), names, done.map(entry));
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
  const { to, still, read, remark } = workOn(told.id);
  const { kind, english, text: id } = told;
  return { kind, english, translation: translation(told), id, was: to ? told.now : undefined, still, read, remark };
}
