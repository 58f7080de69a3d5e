/* The menu of languages closes as menus do: on Escape, and on a tap beside it. */

import { maybe } from "./dom.js";

const menu = maybe(document, "details.languages", HTMLDetailsElement);

addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
});
addEventListener("pointerdown", ({ target }) => {
  if (menu?.open && !(target instanceof Node && menu.contains(target))) menu.open = false;
});
