/* The reader's theme, before anything is painted: a classic script, because a module would come too late and flash, so it
   cannot share storage.js or session.js. The cramp screen, which is dark in any case, has none. */

(() => {
  const base = document.querySelector("script[data-base]")?.getAttribute("data-base");
  const root = document.documentElement;
  const NIGHT_BEGINS = 21; // hours of the phone's clock
  const NIGHT_ENDS = 7;
  const CRAMP_MS = 2 * 60 * 60 * 1000; // since the last act, as in cramp/night.js

  /** @param {string} key  @returns {Record<string, any>} */
  const kept = (key) => Object(JSON.parse(localStorage.getItem(`${base}:${key}`) || "{}"));

  /** A cramp that was on the screen a moment ago: its reader comes out of the dark, whatever the hour. */
  const inCramp = () => {
    const { started, state, starts } = kept("cramp-session");
    const age = Date.now() - Math.max(started || NaN, ...Object.values(Object(starts)));
    return state !== "over" && age >= 0 && age < CRAMP_MS;
  };

  /** It stays dark in the night and during a cramp, though the phone be light; Day, where it was chosen, is stronger. */
  const dark = () => {
    const hour = new Date().getHours();
    return hour >= NIGHT_BEGINS || hour < NIGHT_ENDS || inCramp();
  };

  /** The phone's own bars, at the edge of the page: of its colour. The colour of day stands second, where a page has it. */
  const paintBars = () => {
    const [night, day] = document.querySelectorAll("meta[name=theme-color]");
    if (!day) return;
    const look = root.dataset.theme || ("dark" in root.dataset ? "night" : "");
    /** @param {Element} bar @param {string} name @param {string} scheme */
    const put = (bar, name, scheme) => bar.setAttribute("media", look ? (look === name ? "all" : "not all") : `(prefers-color-scheme: ${scheme})`);
    put(night, "night", "dark");
    put(day, "day", "light");
  };

  const put = () => {
    delete root.dataset.theme;
    try {
      const { theme } = kept("look");
      if (theme === "night" || theme === "day") root.dataset.theme = theme;
    } catch {
      // Storage is forbidden, or holds what nobody can read: the look is the usual one.
    }
    try {
      root.toggleAttribute("data-dark", dark());
    } catch {
      // A session that nobody can read is none.
    }
    paintBars();
  };

  put();
  addEventListener("storage", put); // another one was chosen in another window
  addEventListener("look", paintBars); // another one was chosen (settings/look.js)
  // Before the styles are there, a browser paints the ground by this.
  if (root.dataset.theme === "night" || ("dark" in root.dataset && root.dataset.theme !== "day")) {
    /** @type {Element} */ (document.querySelector("meta[name=color-scheme]")).setAttribute("content", "dark");
  }
})();
