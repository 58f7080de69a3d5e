/* The reader's text size, before anything is painted: a classic script, because a module would come too late, and what stood
   there would move. It stands inside the pages that open first, and is a file of the others. */

(() => {
  const base = document.querySelector("script[data-base]")?.getAttribute("data-base");
  const root = document.documentElement;
  /** @type {[string, number][]}  From which size of the phone's text each of ours stands for it, the largest first. */
  const SIZES_PX = [["200", 31], ["150", 25], ["125", 21]];

  const put = () => {
    delete root.dataset.text;
    try {
      const { text } = JSON.parse(localStorage.getItem(`${base}:look`) || "{}");
      const chosen = SIZES_PX.find(([size]) => size === String(text));
      if (chosen) root.dataset.text = chosen[0];
    } catch {
      // Storage is forbidden, or holds what nobody can read: the size is the usual one.
    }
    // iOS gives text of any size (page.css); the screens are made to fit at ours, the largest of which is 200 %.
    if (!root.dataset.text && CSS.supports("font: -apple-system-body") && CSS.supports("-webkit-touch-callout: none")) {
      const given = parseFloat(getComputedStyle(root).fontSize);
      const fits = SIZES_PX.find(([, least]) => given >= least);
      if (fits) root.dataset.text = fits[0];
    }
  };
  put();
  addEventListener("storage", ({ key }) => /look|null/.test(String(key)) && put()); // as onChange of storage.js
  // No module of ours runs in what is older than this, so nothing else would say it (docs/browsers.md).
  if (!("any" in Promise)) root.dataset.offline = "unsupported";
})();
