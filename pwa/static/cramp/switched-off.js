/* Ticked signs switch off what they forbid: the card stays, says why, and leads on. */

import { signsIn, ticked } from "../signs/answers.js";

/** Can be called again at any time: signs are ticked and unticked on another page. */
export async function switchOff() {
  // Nothing is ticked mostly. Texts that cannot be read are as bad as none: see below.
  const signs = ticked().length ? await signsIn(document.documentElement.lang.toLowerCase()).then(texts, nothing) : {};
  const ids = ticked();
  for (const card of document.querySelectorAll("main [data-advice]")) {
    card.querySelector(".why")?.remove();
    // A sign of which nothing is known may forbid everything.
    const why = ids.filter((id) => signs[id]?.off.includes(card.dataset.advice) ?? true);
    card.classList.toggle("off", why.length > 0);
    if (why.length) card.prepend(reasons(why.flatMap((id) => signs[id]?.text ?? [])));
  }
}

const texts = ({ signs }) => signs;
const nothing = () => ({});

/** @param {string[]} sentences  What was ticked. */
function reasons(sentences) {
  const note = document.querySelector("#off").content.cloneNode(true);
  note.querySelector("ul").append(
    ...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })),
  );
  return note;
}
