/* Ticked signs switch off what they forbid: the card stays, says why, and leads on. */

import { all, copyOf, maybe, one, pageTag } from "../common/dom.js";
import { signsIn, ticked } from "../signs/answers.js";

/** Can be called again at any time: signs are ticked and unticked on another page. */
export async function switchOff() {
  // Nothing is ticked mostly. Texts that cannot be read are as bad as none: see below.
  const signs = ticked().length ? await signsIn(pageTag).catch(() => ({})) : {};
  showReasons(ticked(), signs);
}

/**
 * @param {string[]} ids  of the ticked signs
 * @param {Record<string, import("../signs/answers.js").Sign | undefined>} signs
 */
function showReasons(ids, signs) {
  for (const card of all(document, "main [data-advice]")) {
    maybe(card, ".why")?.remove();
    // A sign of which nothing is known may forbid everything.
    const why = ids.filter((id) => signs[id]?.off.includes(card.dataset.advice ?? "") ?? true);
    card.classList.toggle("off", why.length > 0);
    if (why.length) card.prepend(reasons(why.flatMap((id) => signs[id]?.text ?? [])));
  }
}

/** @param {string[]} sentences  What was ticked. */
function reasons(sentences) {
  const note = copyOf(document, "#off");
  one(note, "ul").append(
    ...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })),
  );
  return note;
}
