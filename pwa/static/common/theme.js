/* The reader's theme and text size, before anything is painted: a classic script, because a module would come too late and
   flash, so it cannot share storage.js or session.js. The cramp screen, always night, loads it deferred: nothing may hold up
   its first paint. */

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const base = new URL(script.src).pathname.replace(/(?:assets\/[^/]+|static)\/common\/theme\.js$/, "");
  const root = document.documentElement;
  const NIGHT_BEGINS = 21; // hours of the phone's clock
  const NIGHT_ENDS = 7;
  const CRAMP_MS = 2 * 60 * 60 * 1000; // as long as a session lasts (cramp/session.js)

  /** @param {string} key  @returns {Record<string, unknown>}  storage.js, which comes later, moves what an older version kept without the base */
  const kept = (key) => Object(JSON.parse(localStorage.getItem(`${base}:${key}`) ?? localStorage.getItem(key) ?? "{}"));

  /** A cramp that was on the screen a moment ago: its reader comes out of the dark, whatever the hour. */
  const inCramp = () => {
    const { started, state } = kept("cramp-session");
    const age = Date.now() - Number(started ?? NaN);
    return state !== "over" && age >= 0 && age < CRAMP_MS;
  };

  /** It stays dark in the night and during a cramp, though the phone be light; Day, where it was chosen, is stronger. */
  const dark = () => {
    const hour = new Date().getHours();
    return hour >= NIGHT_BEGINS || hour < NIGHT_ENDS || inCramp();
  };

  try {
    const { theme, text } = kept("look");
    if (theme === "night" || theme === "day") root.dataset.theme = theme;
    if (["125", "150", "200"].includes(String(text))) root.dataset.text = String(text);
  } catch {
    // Storage is forbidden, or holds what nobody can read: the look is the usual one.
  }
  try {
    if (dark()) root.dataset.dark = "";
  } catch {
    // A session that nobody can read is none.
  }
  // Before the styles are there, a browser paints the ground by this.
  if (root.dataset.theme === "night" || ("dark" in root.dataset && root.dataset.theme !== "day")) {
    document.querySelector("meta[name=color-scheme]")?.setAttribute("content", "dark");
  }
})();
