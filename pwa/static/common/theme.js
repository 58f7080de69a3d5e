/* The reader's theme and text size, before anything is painted: a classic script, because a module would come too late and
   flash. The cramp screen, always night, loads it deferred: nothing may hold up its first paint. */

(() => {
  const KEY = "look";
  const root = document.documentElement;

  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return {};
    }
  }

  function apply({ theme, text }) {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    if (text) root.dataset.text = text;
    else delete root.dataset.text;
  }

  function setUp() {
    const form = document.querySelector(".look");
    if (!form) return;
    const look = read();
    form.hidden = false;
    for (const field of form.querySelectorAll("input[type=radio]")) {
      field.checked = field.value === (look[field.name] ?? "");
      field.addEventListener("change", () => {
        look[field.name] = field.value;
        apply(look);
        try {
          localStorage.setItem(KEY, JSON.stringify(look));
        } catch {
          // Storage is full or forbidden: the look holds for this page.
        }
      });
    }
  }

  apply(read());
  addEventListener("DOMContentLoaded", setUp);
})();
