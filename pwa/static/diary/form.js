/* The form of one record: a new one, or one that is changed. */

import { all, one } from "../common/dom.js";
import { randomHex } from "../common/random.js";
import { cramp, isMinute, minuteOf } from "./cramp.js";

/** @typedef {import("./cramp.js").Cramp} Cramp */

const section = one(document, "#form");
const form = one(section, "form", HTMLFormElement);
/** @type {Cramp | null} */
let changed = null;

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */ (form.elements.namedItem(name));
const helped = () => all(form, "[name=helped]", HTMLInputElement);

/** An empty form, for a cramp of tonight. @param {Cramp} [only]  where this one is changed in it */
export function clearForm(only) {
  if (only && only.id !== changed?.id) return; // what is typed of another one stays
  form.reset();
  changed = null;
  field("day").value = minuteOf(Date.now()).slice(0, 10);
  showWhich();
}

/** @param {Cramp} record  that is to be changed */
export function fillForm(record) {
  changed = record;
  field("day").value = record.at.slice(0, 10);
  field("time").value = record.at.slice(11);
  for (const name of /** @type {const} */ (["minutes", "leg", "muscle", "pain", "note"])) field(name).value = String(record[name] ?? "");
  for (const box of helped()) box.checked = record.helped.includes(box.value);
  showWhich();
  const heading = one(section, "h2");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start", behavior: "instant" });
}

function showWhich() {
  one(section, ".new").hidden = changed !== null;
  one(section, ".old").hidden = changed === null;
  one(section, ".cancel").hidden = changed === null;
}

/** @param {string} name */
function number(name) {
  const { value } = field(name);
  return value === "" ? null : Number(value);
}

/**
 * What the form says; what it does not ask for stays as it was.
 *
 * @returns {Cramp | null}  null where a browser without date fields let through what is no date
 */
function read() {
  const at = `${field("day").value}T${field("time").value.slice(0, 5)}`;
  if (!isMinute(at)) return null;
  return cramp({
    ...(changed ?? { id: `m${randomHex(8)}` }),
    at,
    minutes: number("minutes"),
    leg: field("leg").value || null,
    muscle: field("muscle").value || null,
    helped: helped().flatMap((box) => (box.checked ? [box.value] : [])),
    pain: number("pain"),
    note: field("note").value.trim(),
    changed: Math.max(Date.now(), (changed?.changed ?? 0) + 1), // also on a clock that was set back
  });
}

/** @param {(record: Cramp) => Promise<boolean>} save  whether it was kept */
export function setUpForm(save) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const record = read();
    if (!record) field("day").focus();
    else if (await save(record)) clearForm();
  });
  one(form, ".cancel").addEventListener("click", (event) => {
    event.preventDefault();
    clearForm();
  });
  clearForm();
}
