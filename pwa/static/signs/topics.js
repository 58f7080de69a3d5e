/* The topics stand open without a script. With one, only those are open that hold a tick or what the address leads to. */

import { all, maybe, one } from "../common/dom.js";

/** @param {HTMLElement} form */
export function setUpTopics(form) {
  const topics = all(form, ".topic", HTMLDetailsElement);
  for (const topic of topics) topic.open = Boolean(maybe(topic, "input:checked"));
  form.dataset.topics = "set";
  addEventListener("hashchange", openTarget);
  openTarget();
}

/** How many ticks each topic holds, beside its name: a closed one hides them. @param {HTMLElement} form */
export function countTicks(form) {
  for (const topic of all(form, ".topic")) {
    const ticks = all(topic, "input:checked").length;
    const count = one(topic, ".count");
    count.hidden = !ticks;
    count.textContent = String(ticks);
  }
}

/** What the address leads to is open and in view. */
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  target?.closest("details.topic")?.setAttribute("open", "");
  target?.scrollIntoView();
}
