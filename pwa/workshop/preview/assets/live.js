/* Loads the page again when the preview has built it anew, and shows what is broken meanwhile. */

const preview = document.querySelector("x-preview");
const bar = preview.shadowRoot.querySelector(".broken");
const gone = preview.shadowRoot.querySelector(".gone");
const TAKEOVER_MS = 5000; // new code takes the place of the old in about two seconds
/** @type {number | undefined} */
let silent;

/** A long path breaks at its slashes. @param {Element} element  @param {string} place  for example a/b.po:12 */
export function writePlace(element, place) {
  element.replaceChildren(...place.split(/(?<=\/)/).flatMap((part) => [part, document.createElement("wbr")]));
}

/** @param {[file: string, line: number, message: string][]} faults */
function showFaults(faults) {
  const rows = faults.map(([file, line, message]) => {
    const row = document.createElement("li");
    const place = document.createElement("code");
    writePlace(place, `${file}:${line}`);
    row.append(place, document.createElement("br"), message);
    return row;
  });
  bar.querySelector("ul").replaceChildren(...rows);
  bar.hidden = faults.length === 0;
}

/** @type {EventSource | undefined} */
let events;

/** Only while the page is seen: a browser has six connections for one origin, and a tab may be open for each page. */
function listen() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource(`/preview/events?page=${encodeURIComponent(location.pathname)}`);
  events.onerror = () => {
    silent ??= setTimeout(() => {
      gone.hidden = false;
    }, TAKEOVER_MS);
  };
  events.onmessage = ({ data }) => {
    clearTimeout(silent);
    silent = undefined;
    gone.hidden = true;
    const { version, faults } = JSON.parse(data);
    // What somebody types would be lost.
    if (version && version !== preview.dataset.version && !("unsaved" in preview.dataset)) location.reload();
    else showFaults(faults);
  };
}

// A worker would keep the pages of this minute. The page's own script tells what it tells where there is none.
if (navigator.serviceWorker) navigator.serviceWorker.register = () => Promise.reject(new Error("not in the preview"));
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => events?.close());
addEventListener("pageshow", listen);
