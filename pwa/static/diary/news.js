/* What just happened, said once in one place. */

import { all, one } from "../common/dom.js";
import { fill } from "./words.js";

const bar = one(document, ".bar-of-news");

/**
 * @param {string} news  the name of a line of the page
 * @param {Record<string, string | number>} [values]
 */
export function say(news, values = {}) {
  for (const line of all(bar, "[data-news]")) {
    line.hidden = line.dataset.news !== news;
    if (!line.hidden) fill(line, values);
  }
}
