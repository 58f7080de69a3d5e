/* The card for a helper: the outcome in the reader's and the helper's language, in large letters, to show the phone. */

import { callsIn, rowOf } from "./dial.js";
import { pageIn } from "../common/page-loader.js";

const dialog = document.querySelector(".helper-card");
const select = dialog.querySelector("#helper");

/** @param {() => {level: string, ids: string[], off: string[]}} answer  What is ticked when the card is opened.
 * @param {Promise<{country?: object, guessed: boolean}>} mine  The reader's country. */
export function setUpCard(answer, mine) {
  const open = document.querySelector(".show-card");
  if (!select.options.length || !dialog.showModal) return;
  open.hidden = false;
  const fill = async () => {
    const { country, guessed } = await mine;
    const tags = [select.value, document.documentElement.lang.toLowerCase()];
    const pages = await Promise.all(tags.map((tag) => pageIn(tag, "warning-signs/")));
    const rows = await Promise.all(tags.map((tag) => country && rowOf(tag, country.code)));
    const found = answer();
    const [theirs, own] = pages.map((page, index) => linesOf(page, found, rows[index], guessed));
    dialog.querySelector(".pairs").replaceChildren(...theirs.map((line, index) => pair(line, own[index])));
    dialog.dataset.level = found.level;
  };
  open.addEventListener("click", async () => {
    await fill();
    dialog.showModal();
  });
  select.addEventListener("change", fill);
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
}

/** What the card says, in the same order for each language: its language, its kind, and parts of a page. */
function linesOf(page, { level, ids, off }, row, guessed) {
  const outcome = page.querySelector(`.outcome[data-urgency=${level}]`);
  const each = (kind, selector) => [...outcome.querySelectorAll(selector)].map((part) => [kind, part]);
  const forbidden = ([, { dataset }]) => !dataset.advice || off.includes(dataset.advice);
  const calls = row && outcome.querySelector(".calls") && callsIn(page, outcome, row, guessed);
  const numbers = calls ? [...calls.querySelectorAll("[data-kind]")] : [];
  const lines = [
    ...each("title", "h2"),
    ...each("lead", ".lead"),
    ...numbers.map((box) => ["call", ...box.children]),
    ...(numbers.length ? [["country", ...calls.querySelectorAll(".country-name, .guess, .remark, .known")]] : []),
    ...each("say", ".say"),
    ...ids.map((id) => ["sign", ...page.querySelectorAll(`#${id} :is(.what, .examples, .reason)`)]),
    ...each("do", ".points > li"),
    ...each("do-not", ".avoid > ul > li").filter(forbidden),
  ];
  return lines.map((line) => [page.documentElement.lang, ...line]);
}

function pair(theirs, mine) {
  const row = document.createElement("div");
  row.className = `pair pair-${theirs[1]}`;
  for (const [lang, , ...parts] of [theirs, mine]) {
    const side = document.createElement("div");
    side.lang = lang;
    side.append(...parts.filter(({ hidden }) => !hidden).map(paragraph));
    row.append(side);
  }
  return row;
}

/** A copy of a part of a page; what is English there for want of a translation still says so. */
function paragraph(part) {
  const copy = document.createElement(part.href ? "a" : "p");
  if (part.href) copy.href = part.getAttribute("href");
  copy.className = part.href ? "tel" : part.className;
  copy.append(...document.importNode(part, true).childNodes);
  return copy;
}
