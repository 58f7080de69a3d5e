/* What is ticked, chosen or written before the scripts of a page run: they show what was kept earlier, and hear then what the
   reader did meanwhile. A classic script, inside the page. */

(() => {
  const TYPES = ["input", "change"];
  /** @type {Map<any, {checked: boolean, value: string}>} */
  const fields = new Map();

  /** @param {Event} event */
  const keep = ({ target }) => {
    const { checked, value } = /** @type {HTMLInputElement} */ (target);
    fields.set(target, { checked, value });
  };

  for (const type of TYPES) addEventListener(type, keep, true);
  addEventListener("scripted", () => {
    for (const type of TYPES) removeEventListener(type, keep, true);
    for (const [field, { checked, value }] of fields) {
      if (field.type === "checkbox" && field.checked !== checked) field.click();
      if (field.type === "checkbox" || field.value === value) continue;
      field.value = value;
      for (const type of TYPES) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
  }, { once: true });
})();
