/* The card of a night that goes on, before anything is painted: a classic script inside the page,
   because whatever comes later would show the first instruction for a moment. It changes nothing that is kept. Of a card that is not the first, only the
   heading shows until flow.js has put the rest (cards.css); a test holds the two together for every state. */

(() => {
  const root = document.documentElement;
  const base = document.querySelector("script[data-base]")?.getAttribute("data-base");
  const MINUTE_MS = 60 * 1000;
  const ABSENCE_MS = MINUTE_MS; // as in night.js
  const LONGEST_MS = 120 * MINUTE_MS; // there too, and in ticked-signs.js
  const TICKS_MS = 24 * 60 * MINUTE_MS; // as in signs/answers.js
  const now = Date.now();

  /** @param {string} key  @param {object} usual  @returns {Record<string, any>} */
  const kept = (key, usual) => ({ ...usual, ...JSON.parse(localStorage.getItem(`${base}:${key}`) ?? "{}") });
  /** @param {string} id  @returns {HTMLElement | null} */
  const cardOf = (id) => document.querySelector(`.card[id="${CSS.escape(id)}"]`);

  const session = () => {
    const found = kept("cramp-session", { state: "reading", seen: 0, since: 0, started: 0, starts: {}, view: "stretch" });
    const last = Math.max(found.started, ...Object.values(found.starts).map(Number));
    const here = Math.max(now, found.seen); // where the clock was set back
    const ended = last > 0 && here - last > LONGEST_MS;
    const away = ended || now < found.seen || now - found.seen > ABSENCE_MS;
    const state = ended ? "reading" : found.state === "danger" ? found.before : found.state;
    const goes = ["cramp", "asked", "absent"].includes(state);
    return { ...found, away, goes, runs: goes && !away && state !== "absent", heat: !ended && found.starts.warmth, lasted: here - found.started };
  };
  /** @typedef {ReturnType<typeof session> & Record<string, any>} Night */

  /** What was ticked, and whether it speaks of this cramp (ticked-signs.js). @param {Night} night */
  const said = ({ away, goes, since }) => {
    const { at, ids, level, off, cramp } = kept("ticked-signs", { at: 0, ids: [], off: [] });
    const told = ids.length > 0 && now - at < TICKS_MS;
    const speaks = told && (at >= (away && !goes ? now : since) || (!cramp && now - at < LONGEST_MS));
    return { told, danger: speaks && level === "emergency_now", off: speaks ? off : [] };
  };

  /** Ids of cards, wanted most first. The place in the address counts for whoever is here, or follows a link. @param {Night} night */
  const wanted = ({ away, goes, heat, view }) => {
    const [visit] = performance.getEntriesByType("navigation");
    const followed = !goes && !heat && /** @type {{type?: string} | undefined} */ (visit)?.type === "navigate";
    const there = (!away || followed) && location.hash.slice(1);
    return [there, !away ? view : heat && "warmth", "stretch"].filter(Boolean);
  };

  /** @param {string} advice  @param {string[]} off */
  const isOff = (advice, off) => advice !== "" && advice.split(" ").every((name) => off.includes(name));

  /** What stands in place of a card, as `instead` in flow.js. @param {Night} night @param {ReturnType<typeof said>} ticks @param {string[]} ids */
  const instead = ({ away, goes, clear, heat }, { danger, off }, ids) => {
    if (danger) return "danger";
    const id = ids.find((name) => cardOf(name)?.matches(":not(.said, #ten-minutes)")) ?? "stretch";
    const advice = cardOf(id)?.dataset.advice ?? "";
    if (isOff(advice, off)) return "today";
    const passed = (clear && !(away && !goes)) || (id === "warmth" && heat);
    return ["rub", "warmth"].includes(advice) && !passed ? "check" : id;
  };

  const follow = () => {
    const night = session();
    const ticks = said(night);
    const ids = wanted(night);
    if (!ticks.told && !night.goes && ids[0] === "stretch") return;
    if (night.runs || night.heat) root.dataset.night = "";
    // Before each frame that shows more of the page.
    const watch = new MutationObserver(() => {
      if ("flow" in root.dataset || document.readyState !== "loading") watch.disconnect();
      if ("flow" in root.dataset) return;
      const minutes = Math.max(1, Math.floor(night.lasted / MINUTE_MS));
      /** @type {[string, unknown][]} */
      const shown = [[".told", ticks.told], [".again", night.goes && !night.runs]];
      for (const [part, shows] of shown) document.querySelector(part)?.toggleAttribute("hidden", !shows);
      document.querySelector(".again [data-live]")?.replaceChildren(String(minutes));
      const id = instead(night, ticks, ids);
      // Until all cards are read, none rather than the wrong one.
      const card = cardOf("today") && cardOf(id);
      cardOf("stretch")?.toggleAttribute("data-now", card?.id === "stretch");
      if (card) {
        card.dataset.now = "";
        card.hidden = false;
        root.dataset.view = id;
      }
      watch.takeRecords(); // its own
    });
    watch.observe(document, { childList: true, subtree: true });
  };

  /** A slow phone paints half a page: nothing of the first card before the last of it is read, or it would jump. */
  const awaitWhole = () => {
    const whole = () => {
      if (document.readyState === "loading" && !document.querySelector("#stretch > .unseen")) return;
      root.removeAttribute("data-half");
      watch.disconnect();
    };
    const watch = new MutationObserver(whole);
    watch.observe(document, { childList: true, subtree: true });
    document.addEventListener("readystatechange", whole);
    root.dataset.half = "";
  };

  root.dataset.cards = "";
  root.dataset.view = "stretch";
  try {
    awaitWhole();
    follow();
  } catch {
    // What is kept cannot be read: the first instruction, and flow.js sees to the rest.
  }
})();
