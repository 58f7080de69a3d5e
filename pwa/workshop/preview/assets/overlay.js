/* `?`: every text outlined by its state; a tap tells about it. What a reader cannot see is reached by its state. */

import { fitForm, ask as send } from "./edit.js";
import { writePlace } from "./live.js";

/** @typedef {{ element: Element, id: string, as: string }} Place  where a text stands; `as` names an attribute */

const root = document.documentElement;
const preview = document.querySelector("x-preview");
const { shadowRoot: own } = preview;
const sheet = own.querySelector("#sheet");
const opener = own.querySelector(".open");
const closer = own.querySelector(".close");
const chosen = own.querySelector(".chosen");
const readers = own.querySelector(".readers");
const untold = own.querySelector(".untold");
// In sessionStorage, because the page loads again after each save.
const OPEN = "preview-overlay";
const CHOSEN = "preview-chosen";
/** @type {Object<string, Object<string, any>>} */
let texts;
let last = -1;
const watcher = new MutationObserver(outline);

/** Every place of the page, in its order. @returns {Place[]} */
function places() {
  return [...document.querySelectorAll("x-text, [data-texts]")].flatMap(placesOf);
}

/** @param {Element} element  @returns {Place[]} */
function placesOf(element) {
  if (element.localName === "x-text") return [{ element, id: element.dataset.textId, as: "" }];
  return element.dataset.texts.split(" ").map((named) => {
    const [attribute, id] = named.split("=");
    const tag = `<${element.localName}>`;
    return { element, id, as: attribute === "text" ? tag : `${attribute} of ${tag}` };
  });
}

/** Whether it opens: the texts of a language that cannot be read, or of a preview that has ended, do not come. */
async function open() {
  try {
    texts ??= await (await fetch(`/preview/texts/${root.lang.toLowerCase()}.json`)).json();
  } catch {
    untold.hidden = false;
    return false;
  }
  untold.hidden = true;
  root.toggleAttribute("data-overlay", true);
  sheet.hidden = false;
  opener.hidden = true;
  opener.ariaExpanded = "true";
  sessionStorage.setItem(OPEN, "open");
  outline();
  // A page moves parts about and makes new ones.
  watcher.observe(document.body, { childList: true, subtree: true });
  return true;
}

function outline() {
  const all = places();
  // The first state of the list is the worst one: an element with several texts shows that.
  const states = [...own.querySelectorAll(".states [data-state]")].map((button) => button.dataset.state);
  for (const { element } of all) {
    const rank = Math.min(...placesOf(element).map((place) => states.indexOf(texts[place.id].state)));
    element.dataset.textState = states[rank];
  }
  for (const button of own.querySelectorAll(".states button")) {
    const count = all.filter(({ id }) => texts[id].state === button.dataset.state).length;
    button.querySelector("b").textContent = String(count);
    button.parentElement.hidden = count === 0;
  }
}

function close() {
  watcher.disconnect();
  root.removeAttribute("data-overlay");
  sessionStorage.removeItem(CHOSEN);
  preview.removeAttribute("data-unsaved");
  chosen.replaceChildren();
  sheet.hidden = true;
  opener.hidden = false;
  opener.ariaExpanded = "false";
  sessionStorage.removeItem(OPEN);
  opener.focus();
}

/** @param {Place[]} told */
function tell(told) {
  const elements = new Set(told.map(({ element }) => element));
  for (const { element } of places()) element.toggleAttribute("data-chosen", elements.has(element));
  preview.removeAttribute("data-unsaved"); // what was typed elsewhere is kept as a draft
  chosen.replaceChildren(...told.map(article));
  own.querySelector(".hint").hidden = true;
  sheet.scrollTop = 0;
  told[0].element.scrollIntoView({ block: "nearest", behavior: "instant" });
  sessionStorage.setItem(CHOSEN, told[0].id);
}

/** Where a text stands on this page; nowhere, where another page has it. @param {string} id */
function tellOf(id) {
  const place = places().find((one) => one.id === id);
  tell([place ?? { element: root, id, as: "" }]);
  chosen.querySelector("textarea")?.focus();
}

/** The texts that a group waits for, as buttons that lead there. @param {string[]} ids */
function waiting(ids) {
  return ids.map((id) => {
    const row = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = texts[id].english;
    button.addEventListener("click", () => tellOf(id));
    row.append(button);
    return row;
  });
}

/** @param {Place} place */
function article({ element, id, as }) {
  const about = { ...texts[id], as };
  const made = own.querySelector("#about").content.cloneNode(true);
  for (const field of made.querySelectorAll("[data-field]")) {
    const value = [about[field.dataset.field] ?? ""].flat().join("; ");
    if (field.localName === "code") writePlace(field, value);
    else field.textContent = value;
  }
  for (const part of made.querySelectorAll("[data-if]")) part.hidden = !about[part.dataset.if]?.toString();
  made.querySelector(".state").dataset.state = about.state;
  made.querySelector(".waits").replaceChildren(...waiting(about.waits_for ?? []));
  // Where the page in view shows it, the page is the picture.
  if (element === root || !element.checkVisibility()) show(made.querySelector(".picture"), id);
  if (about.file) fitForm(made.querySelector("article"), own.querySelector("#form"), id, about);
  return made;
}

/** Not every text has a picture. @param {HTMLImageElement} image  @param {string} id */
function show(image, id) {
  image.addEventListener("load", () => {
    image.hidden = false;
  });
  image.src = `/preview/picture/${id}`;
}

/** The next text in a state, also one that is only heard. @param {string} state */
function next(state) {
  const all = places();
  const order = [...all.keys()].filter((index) => texts[all[index].id].state === state);
  last = order.find((index) => index > last) ?? order[0];
  tell([all[last]]);
}

/** While the overlay is open a tap asks about a text and does nothing else. @param {Event} event */
function ask(event) {
  if (sheet.hidden || event.composedPath().includes(preview)) return;
  event.preventDefault();
  event.stopPropagation();
  const elements = event.composedPath().filter((part) => part instanceof Element);
  const told = elements.filter((element) => element.matches("x-text, body [data-texts]"));
  if (told.length) tell(told.flatMap(placesOf));
}

opener.addEventListener("click", async () => {
  // The button that had the focus is not there any more.
  if (await open()) closer.focus();
});
closer.addEventListener("click", close);
readers.ariaPressed = String(preview.dataset.readers === "yes");
readers.addEventListener("click", () => send("view", { readers: preview.dataset.readers !== "yes" }));
own.querySelector(".states").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  next(button.dataset.state);
  // By keyboard (https://w3c.github.io/uievents/#event-type-click): a thumb that only looks wants no keyboard.
  if (event.detail === 0) chosen.querySelector("textarea")?.focus();
});
document.addEventListener("click", ask, { capture: true });
document.addEventListener("keydown", (event) => {
  const [target] = event.composedPath(); // inside the overlay too
  if (event.key !== "Escape" && target instanceof Element && target.matches("input:not([type=checkbox]), textarea")) return;
  if (event.key === "?" && sheet.hidden) open();
  else if (["?", "Escape"].includes(event.key) && !sheet.hidden) close();
});
if (sessionStorage.getItem(OPEN) && (await open())) {
  const id = sessionStorage.getItem(CHOSEN);
  if (id && texts[id]) tellOf(id);
}
