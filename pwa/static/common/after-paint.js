/* Brings the scripts of a page once it is painted, and keeps what is tapped before they run: a classic script, inside the page.
   Where they do not come, the page does what it does without scripts. */

(() => {
  const { modules = "", sheet = "", later, taps = ":not(*)" } = document.currentScript?.dataset ?? {};
  const root = document.documentElement;
  const UNPAINTED_MS = 500; // after all has loaded, where the browser does not tell of a paint
  const TAP_MS = 1000; // that a tap waits for the scripts
  const SCRIPTS_MS = 5000; // that the page does
  let begun = false;
  let waiting = true;
  /** @type {HTMLElement | null} */
  let tapped = null;

  /** @param {Event} event */
  const keepTap = (event) => {
    const found = event.target instanceof Element ? event.target.closest(taps) : null;
    if (!(found instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    tapped = found;
    setTimeout(stop, TAP_MS);
  };

  /** Nothing is kept any more; without scripts all cards stand below each other, and a tap leads where its link says. */
  const stop = () => {
    if (!waiting) return;
    waiting = false;
    removeEventListener("click", keepTap, true);
    if (!("flow" in root.dataset)) root.removeAttribute("data-cards");
    tapped?.click();
  };

  const begin = () => {
    if (begun) return;
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", begin);
      return;
    }
    begun = true;
    for (const href of later === undefined ? [] : sheet.split(" ")) {
      document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    }
    for (const address of modules.split(" ")) import(address).catch(stop);
    setTimeout(stop, SCRIPTS_MS);
  };

  addEventListener("click", keepTap, true);
  addEventListener("beforeinstallprompt", (event) => event.preventDefault()); // no banner of the browser's over a cramp
  addEventListener("scripted", stop); // they hear now what was tapped
  try {
    new PerformanceObserver(begin).observe({ type: "paint", buffered: true });
  } catch {
    // An older browser: below.
  }
  addEventListener("load", () => setTimeout(begin, UNPAINTED_MS));
  if (document.hidden) begin(); // nothing is painted
  root.dataset.early = "";
})();
