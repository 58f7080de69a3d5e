/* The card for a helper: the outcome in the reader's and the helper's language, in large letters, to show the phone. */

import { all, maybe, one, pageTag } from "../common/dom.js";
import { pageIn } from "../common/page-loader.js";
import { myCountry } from "../emergency/countries.js";
import { callsIn, placesIn, rowOf } from "./dial.js";

/** @typedef {{level: string, tonight: boolean, ids: string[], off: string[]}} Answer  What is ticked, and what it comes to. */
/** @typedef {{lang: string, kind: string, parts: HTMLElement[]}} Line  Of a language: its kind, and parts of a page. */

const dialog = /** @type {HTMLDialogElement} */ (one(document, ".helper-card"));
const select = one(dialog, "#helper", HTMLSelectElement);

/** @param {() => Answer} answer  what is ticked when the card is opened */
export function setUpCard(answer) {
  const open = one(document, ".show-card");
  if (!select.options.length) return;
  open.hidden = false;
  /** @param {Line[]} theirs  @param {Line[]} own */
  const show = (theirs, own) => {
    one(dialog, ".pairs").replaceChildren(...paired(theirs, own));
    dialog.dataset.level = answer().level;
  };
  const fill = async () => {
    const chosen = select.value;
    const { country, guessed } = await myCountry();
    /** @param {string} tag  @param {Document} page */
    const lines = async (tag, page) => {
      const row = country ? await rowOf(tag, country.code).catch(() => null) : null;
      return linesOf(page, answer(), row, guessed);
    };
    const own = lines(pageTag, document);
    // What is not on this phone yet: the card says it in the reader's language alone, or without the numbers. So it does
    // where another window has taken an update, whose page can lack what was ticked here.
    const theirs = await pageIn(chosen, "warning-signs/").then((page) => lines(chosen, page)).catch(() => []);
    if (chosen === select.value) show(theirs, await own); // else another one was chosen meanwhile
  };
  open.addEventListener("click", () => {
    show([], linesOf(document, answer(), null, false)); // the rest may be long on its way
    openCard();
    fill();
  });
  select.addEventListener("change", fill);
  one(dialog, ".close").addEventListener("click", () => {
    try {
      dialog.close();
    } catch {
      dialog.removeAttribute("open");
    }
    open.focus();
  });
}

/** Over the whole page; where there is no `<dialog>` (iOS below 15.4, Firefox below 98), or it refuses, by its styles alone. */
function openCard() {
  try {
    dialog.showModal();
  } catch {
    dialog.setAttribute("role", "dialog");
    dialog.setAttribute("aria-modal", "true");
    dialog.setAttribute("open", "");
    one(dialog, ".close").focus();
  }
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
  const aids = new Map(boxes.flatMap((box) => all(box, ".aid")).map((aid) => [aid.textContent, aid])); // each once
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
    ...[...aids.values()].map((aid) => ({ lang, kind: "do", parts: [aid] })),
    ...each("do", ".points > li:not(.first-aid)").filter(asked),
    ...(own.length ? own.map((part) => ({ lang, kind: "go", parts: [part] })) : each("go", ".go > p")),
    ...each("do-not", ".avoid > ul > li").filter(forbidden),
  ];
}

/** Line beside line; those of two versions that differ stand one below the other. @param {Line[]} theirs  @param {Line[]} own */
function paired(theirs, own) {
  const alike = !theirs.length || (theirs.length === own.length && own.every(({ kind }, index) => kind === theirs[index].kind));
  return alike ? own.map((line, index) => pair([theirs[index] ?? [], line].flat())) : [...theirs, ...own].map((line) => pair([line]));
}

/** @param {Line[]} lines  the helper's and the reader's, or one of them alone */
function pair(lines) {
  const row = document.createElement("div");
  row.className = `pair pair-${lines[0].kind}`;
  for (const { lang, parts } of lines) {
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
  const address = part.getAttribute("href");
  const copy = document.createElement(address ? "a" : "p");
  copy.className = address ? "tel" : part.className;
  if (address) copy.setAttribute("href", address);
  copy.append(...document.importNode(part, true).childNodes);
  return copy;
}
