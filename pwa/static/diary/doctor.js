/* The page for the doctor, filled in from the diary, in the reader's language and beside it in another. What the diary does
   not know stays empty, and nothing leaves the phone but by the reader's hand. */

import { all as every, maybe, one, pageTag } from "../common/dom.js";
import { canShare, offerPaper, share } from "../common/hand-on.js";
import { onChange } from "../common/storage.js";
import { pageIn } from "../common/page-loader.js";
import { answer } from "../signs/answers.js";
import { signsIn } from "../signs/boxes.js";
import { everything } from "./readable.js";
import { factsOf } from "./facts.js";
import { ticked, tickMedicines } from "./medicine-ticks.js";
import { CHANGED } from "./records.js";
import { sayTrouble } from "./trouble.js";
import { labelled } from "./words.js";

/** @typedef {import("./facts.js").Facts} Facts */

const SECOND = "en"; // beside every other language
const sheet = one(document, ".sheet");
const select = one(document, "#second", HTMLSelectElement);
const asText = one(document, ".page-as-text");

async function records() {
  try {
    return await everything();
  } catch (error) {
    sayTrouble(error);
    return { cramps: [], evenings: [] };
  }
}

/**
 * The facts in the words of a language, for which its page is read.
 *
 * @param {Document} page
 */
async function factsIn(page) {
  const kept = await read;
  const ids = [...new Set([...kept.cramps.flatMap(({ signs }) => signs), ...(answer()?.ids ?? [])])];
  const signs = ids.length ? await signsIn(page.documentElement.lang.toLowerCase()).catch(() => ({})) : {};
  return factsOf(kept, signs, answer()?.ids ?? [], page);
}

/** @param {string} lang  @param {string} textContent  @param {string} className */
function words(lang, textContent, className) {
  const span = Object.assign(document.createElement("span"), { lang, textContent, className });
  span.dir = "auto";
  return span;
}

/** Fill the sheet in the page's language, and in the chosen one; a choice that another has overtaken is dropped. */
async function fill() {
  const chosen = select.value;
  const second = chosen ? await pageIn(chosen, "doctor/").catch(() => null) : null;
  const pages = [document, ...(second ? [second] : [])];
  const told = await Promise.all(pages.map(factsIn));
  if (chosen !== select.value) return;
  for (const old of every(document, ".other")) old.remove();
  document.documentElement.toggleAttribute("data-second", second !== null);
  if (second) {
    for (const own of every(document, "[data-pair]")) {
      const other = maybe(second, `[data-pair="${own.dataset.pair}"]`);
      if (other) own.after(words(second.documentElement.lang, other.textContent ?? "", "other"));
    }
  }
  for (const fact of every(sheet, "[data-fact]")) {
    const values = told.map((facts) => facts[fact.dataset.fact ?? ""] ?? "");
    // Numbers are the same in both.
    const different = values.filter((value, index) => value && values.indexOf(value) === index);
    one(fact, "dd").replaceChildren(...different.map((value, index) => words(pages[index].documentElement.lang, value, index ? "line other" : "line")));
  }
  document.documentElement.dataset.own = "ready";
}

/** The sheet as plain text: a line each, both languages, and of the medicines those that are ticked. */
function text() {
  const lines = every(document, "h1.line, .sheet h2, .sheet h3, .facts > div, .kinds label, .sheet li").flatMap((line) => {
    const box = maybe(line, "input", HTMLInputElement);
    if (box && !box.checked) return [];
    const [term, value] = [maybe(line, "dt") ?? line, maybe(line, "dd")];
    const said = every(term, ".own, .other").map((part) => part.textContent?.trim()).join(" / ");
    const known = value ? every(value, "span").map((part) => part.textContent?.trim()).join(" / ") : "";
    if (value && !known) return [];
    const start = line.matches("h2, h3") ? "\n" : line.matches("li, label") ? "- " : "";
    return [start + (value ? labelled(document, said, known) : said)];
  });
  return lines.join("\n");
}

async function handOn() {
  const shared = { title: document.title, text: text() };
  if (canShare(shared) && (await share(shared)) !== "failed") return;
  asText.hidden = false;
  const field = one(asText, "textarea", HTMLTextAreaElement);
  field.value = shared.text;
  field.select();
}

let read = records();
for (const box of every(sheet, "[name=kind]", HTMLInputElement)) box.checked = ticked().includes(box.value);
sheet.addEventListener("change", () => {
  tickMedicines(every(sheet, "[name=kind]", HTMLInputElement).flatMap((box) => (box.checked ? [box.value] : [])));
});
select.value = pageTag === SECOND ? "" : SECOND;
select.addEventListener("change", fill);
onChange(CHANGED, () => {
  read = records();
  return fill();
});
offerPaper(one(document, ".print"));
one(document, ".share").addEventListener("click", handOn);
fill();
