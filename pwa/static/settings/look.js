/* The settings screen: the theme and the size of text, from now on and on every page. */

import { all, one } from "../common/dom.js";
import { isRecord, read, write } from "../common/storage.js";

const KEY = "look";
const root = document.documentElement;

/** Shows the form of looks and keeps what is chosen. What it does not offer is the usual look, its first choice. */
export function offerLooks() {
  const form = one(document, ".look");
  const fields = all(form, "input[type=radio]", HTMLInputElement);
  const recall = () => read(KEY, isRecord, /** @type {Record<string, unknown>} */ ({}));
  const show = () => {
    const look = recall();
    for (const field of fields) {
      const offered = fields.some(({ name, value }) => name === field.name && value === look[name]);
      field.checked = field.value === (offered ? look[field.name] : "");
    }
  };
  form.hidden = false;
  show();
  addEventListener("storage", show);
  for (const field of fields) {
    field.addEventListener("change", () => {
      if (field.value) root.dataset[field.name] = field.value;
      else delete root.dataset[field.name];
      write(KEY, { ...recall(), [field.name]: field.value });
      dispatchEvent(new Event("look"));
    });
  }
}
