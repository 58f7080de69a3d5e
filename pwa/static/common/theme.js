/* The reader's theme and text size, before anything is painted: a classic script, because a module would come too late and
   flash, so it cannot share storage.js. The cramp screen, always night, loads it deferred: nothing may hold up its first
   paint. */

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const base = new URL(script.src).pathname.replace(/(?:assets\/[^/]+|static)\/common\/theme\.js$/, "");
  const root = document.documentElement;
  try {
    // storage.js, which comes later, moves what an older version kept without the base.
    const look = JSON.parse(localStorage.getItem(`${base}:look`) ?? localStorage.getItem("look") ?? "{}");
    if (["night", "day"].includes(look.theme)) root.dataset.theme = look.theme;
    if (["125", "150", "200"].includes(look.text)) root.dataset.text = look.text;
  } catch {
    // Storage is forbidden, or holds what nobody can read: the look is the usual one.
  }
})();
