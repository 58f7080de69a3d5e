/* The three questions before rubbing and heat: yes and no alike, and "none of these" always in view. A yes first asks for
   what makes it specific, and ticks nothing by itself; an answer can be changed where it was given. */

import { all, maybe, one } from "../common/dom.js";

const card = one(document, "#check");
const questions = all(card, "[data-question]");
const pair = one(card, ".pair");
const NO = "no";
/** @typedef {Record<string, string>} Answers  by the id of the question */

let opened = ""; // the question whose yes asks which

/** @param {Answers} answers */
const current = (answers) => questions.find((question) => !answers[idOf(question)]);

/** @param {HTMLElement} question */
const idOf = (question) => question.dataset.question ?? "";

/** @param {Answers} answers */
export function showQuestions(answers) {
  const now = current(answers);
  card.dataset.which = opened;
  one(card, "h2").classList.toggle("unseen", Boolean(opened));
  pair.hidden = Boolean(opened) || !now;
  for (const question of questions) {
    const no = answers[idOf(question)] === NO;
    question.hidden = Boolean(opened) && idOf(question) !== opened;
    question.toggleAttribute("data-current", question === now);
    one(question, ".which").hidden = idOf(question) !== opened;
    one(question, ".no").hidden = !no || Boolean(opened);
  }
  if (now) pair.setAttribute("aria-labelledby", one(now, ".asks").id);
}

/** Whoever comes to the questions anew sees the list. */
export function closeQuestion() {
  opened = "";
}

/**
 * What a tap answers.
 *
 * @param {HTMLElement} button  yes, no, "change", or "none of these"
 * @param {Answers} answers
 * @returns {{answers: Answers, clear: boolean}}  clear: every question has its no
 */
export function answerBy(button, answers) {
  const now = current(answers);
  if (button.dataset.answer === "yes" && now) {
    opened = idOf(now);
    return { answers, clear: false };
  }
  if (button.dataset.answer === "change") {
    const changed = questions.find((question) => question.contains(button));
    const others = Object.entries(answers).filter(([id]) => id !== changed?.dataset.question);
    return { answers: Object.fromEntries(others), clear: false };
  }
  const none = button.dataset.answer !== NO && !opened;
  const said = none ? questions : opened ? questions.filter((question) => idOf(question) === opened) : now ? [now] : [];
  opened = "";
  const next = { ...answers, ...Object.fromEntries(said.map((question) => [idOf(question), NO])) };
  return { answers: next, clear: !current(next) };
}

/**
 * A yes that says which.
 *
 * @param {HTMLElement} part
 * @param {Answers} answers
 */
export function answerWhich(part, answers) {
  const question = questions.find((other) => other.contains(part));
  opened = "";
  return question ? { ...answers, [idOf(question)]: part.dataset.part ?? "" } : answers;
}

/** The question that is asked now is read first, and in view. @param {Answers} answers */
export function readQuestion(answers) {
  const asked = opened ? questions.find((question) => idOf(question) === opened) : current(answers);
  const words = asked && maybe(asked, ".asks");
  if (!words) return;
  words.focus({ preventScroll: true });
  words.scrollIntoView({ block: "nearest", behavior: "instant" });
}
