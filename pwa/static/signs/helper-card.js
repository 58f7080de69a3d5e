/* The card for a helper: the outcome in the reader's and the helper's language, in large letters, to show the phone. */

import { all, maybe, one, pageTag } from "../common/dom.js";
import { pageIn } from "../common/page-loader.js";
import { callsIn, placesIn, rowOf } from "./dial.js";

/** @typedef {{level: string, tonight: boolean, ids: string[], off: string[]}} Answer  What is ticked, and what it comes to. */
/** @typedef {{lang: string, kind: string, parts: HTMLElement[]}} Line  Of a language: its kind, and parts of a page. */

const dialog = one(document, ".helper-card", HTMLDialogElement);
const select = one(dialog, "#helper", HTMLSelectElement);

/**
 * @param {() => Answer} answer  what is ticked when the card is opened
 * @param {ReturnType<import("../emergency/countries.js").myCountry>} mine  the reader's country
 */
export function setUpCard(answer, mine) {
  const open = one(document, ".show-card");
  if (!select.options.length || !("showModal" in dialog)) return;
  open.hidden = false;
  const fill = async () => {
    const { country, guessed } = await mine;
    const tags = [select.value, pageTag];
    const pages = await Promise.all(tags.map((tag) => pageIn(tag, "warning-signs/")));
    const rows = await Promise.all(tags.map((tag) => (country ? rowOf(tag, country.code) : null)));
    const found = answer();
    const [theirs, own] = pages.map((page, index) => linesOf(page, found, rows[index], guessed));
    one(dialog, ".pairs").replaceChildren(...theirs.map((line, index) => pair(line, own[index])));
    dialog.dataset.level = found.level;
  };
  open.addEventListener("click", async () => {
    await fill();
    dialog.showModal();
  });
  select.addEventListener("change", fill);
  one(dialog, ".close").addEventListener("click", () => dialog.close());
}

/**
 * What the card says, in the same order for each language.
 *
 * @param {Document} page  the warning signs in the language
 * @param {Answer} answer
 * @param {HTMLElement | null} row  the country in the language
 * @param {boolean} guessed
 * @returns {Line[]}
 */
function linesOf(page, { level, tonight, ids, off }, row, guessed) {
  const lang = page.documentElement.lang;
  const outcome = one(page, `.outcome[data-urgency=${level}]`);
  /** @param {string} kind @param {string} selector */
  const each = (kind, selector) => all(outcome, selector).map((part) => ({ lang, kind, parts: [part] }));
  /** @param {Line} line */
  const forbidden = ({ parts: [{ dataset }] }) => !dataset.advice || off.includes(dataset.advice);
  /** @param {Line} line */
  const asked = ({ parts: [{ dataset }] }) => !dataset.tonight || dataset.tonight === String(tonight);
  const boxes = ids.map((id) => one(page, `#${id}`));
  const aids = boxes.flatMap((box) => all(box, ".aid")).filter((aid, index, every) => every.findIndex((other) => other.textContent === aid.textContent) === index);
  const place = maybe(outcome, ".go");
  const own = place && row ? placesIn(place, row) : [];
  const calls = row && maybe(outcome, ".calls") ? callsIn(page, outcome, row, guessed) : null;
  const numbers = calls ? all(calls, "[data-kind]") : [];
  return [
    ...each("title", "h2"),
    ...each("lead", ".lead"),
    ...numbers.map((box) => ({ lang, kind: "call", parts: all(box, ":scope > *") })),
    ...(calls && numbers.length
      ? [{ lang, kind: "country", parts: all(calls, ".country-name, .guess, .remark, .known") }]
      : []),
    ...each("say", ".say"),
    ...boxes.map((box) => ({ lang, kind: "sign", parts: all(box, ".what, .reason") })),
    ...aids.map((aid) => ({ lang, kind: "do", parts: [aid] })),
    ...each("do", ".points > li:not(.first-aid)").filter(asked),
    ...(own.length ? own.map((part) => ({ lang, kind: "go", parts: [part] })) : each("go", ".go > p")),
    ...each("do-not", ".avoid > ul > li").filter(forbidden),
  ];
}

/**
 * @param {Line} theirs
 * @param {Line} mine
 */
function pair(theirs, mine) {
  const row = document.createElement("div");
  row.className = `pair pair-${theirs.kind}`;
  for (const { lang, parts } of [theirs, mine]) {
    const side = document.createElement("div");
    side.lang = lang;
    side.append(...parts.filter(({ hidden }) => !hidden).map(paragraph));
    row.append(side);
  }
  return row;
}

/**
 * A copy of a part of a page; what is English there for want of a translation still says so.
 *
 * @param {HTMLElement} part
 */
function paragraph(part) {
  const copy = document.createElement(part instanceof HTMLAnchorElement ? "a" : "p");
  copy.className = part.className;
  if (copy instanceof HTMLAnchorElement) {
    copy.href = part.getAttribute("href") ?? "";
    copy.className = "tel";
  }
  copy.append(...document.importNode(part, true).childNodes);
  return copy;
}
