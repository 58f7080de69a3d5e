/* The card for a helper: the outcome in the reader's and the helper's language, in large letters, to show the phone. */

import { signsIn } from "./ticks.js";

const dialog = document.querySelector(".helper-card");
const select = dialog.querySelector("#helper");

/** @param {() => {level: string, ids: string[]}} answer  What is ticked at the moment the card is opened. */
export function setUpCard(answer) {
  const open = document.querySelector(".show-card");
  if (!select.options.length || !dialog.showModal) return;
  open.hidden = false;
  const fill = async () => {
    const mine = document.documentElement.lang.toLowerCase();
    const [theirs, own] = await Promise.all([signsIn(select.value), signsIn(mine)]);
    const { level, ids } = answer();
    const lines = (language) => [
      ["title", language.outcomes[level].title],
      ...ids.map((id) => ["sign", language.signs[id].text]),
      ...language.outcomes[level].do.map((text) => ["do", text]),
      ...language.outcomes[level].doNot.map((text) => ["do-not", text]),
    ];
    const other = lines(own);
    const rows = lines(theirs).map(([kind, text], index) => pair(kind, text, other[index][1]));
    dialog.querySelector(".pairs").replaceChildren(...rows);
    dialog.dataset.level = level;
  };
  open.addEventListener("click", async () => {
    await fill();
    dialog.showModal();
  });
  select.addEventListener("change", fill);
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
}

function pair(kind, theirs, mine) {
  const row = document.createElement("div");
  row.className = `pair pair-${kind}`;
  for (const [text, lang] of [
    [theirs, select.selectedOptions[0].lang],
    [mine, document.documentElement.lang],
  ]) {
    const line = document.createElement("p");
    line.lang = lang;
    line.textContent = text;
    row.append(line);
  }
  return row;
}
