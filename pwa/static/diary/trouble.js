/* Why the records cannot be read or written; and what could not be kept, as text to copy. */

import { all, one } from "../common/dom.js";

/** @param {unknown} error  null where all is well */
export function sayTrouble(error) {
  const trouble = one(document, ".trouble");
  const reason = error === null ? "" : String(Object(error).reason ?? "closed");
  for (const line of all(trouble, "[data-reason]")) line.hidden = line.dataset.reason !== reason;
  trouble.hidden = !reason;
  if (reason) for (const news of all(document, "[data-news]")) news.hidden = true;
}

/** @param {string} text  "" where it was kept */
export function showAsText(text) {
  const place = one(document, ".kept-as-text");
  place.hidden = !text;
  one(place, "textarea", HTMLTextAreaElement).value = text;
}
