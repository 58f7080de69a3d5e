/* On every page: has the app kept for offline use, tells the truth about it, and remembers the language read last. */

const BASE = new URL("../../", import.meta.url).pathname;
const WORKER = `${BASE}sw.js`;
const root = document.documentElement;
const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
const FIRST_RETRY = 15000; // milliseconds; doubled after each failure

/** @param {"saving" | "ready" | "failed" | "full" | "unsupported"} state  @param {Object<string, string | number>} values */
function show(state, values = {}) {
  for (const [name, value] of Object.entries(values)) {
    for (const place of document.querySelectorAll(`.offline [data-live="${name}"]`)) place.textContent = String(value);
  }
  root.dataset.offline = state;
}

/** The truthful check: the worker holds its cache against its list. */
function check(worker, deep = false) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ type: "check", deep }, [port2]);
  });
}

async function showTruth(registration) {
  const { ready, pages, languages, version } = await check(registration.active);
  if (ready) show("ready", { pages, languages, version: version.slice(0, 8) });
  else show("failed");
}

/** The next launch from the home screen, also with no network, opens in this language. */
async function rememberLanguage() {
  if (root.dataset.screen === "not-found") return;
  const reader = await caches.open(`cramp-reader:${BASE}`);
  await reader.put(`${BASE}language`, new Response(root.lang.toLowerCase()));
}

/** A launch has an address of its own; afterwards the address says the language. */
function nameTheAddress() {
  if (location.pathname.endsWith("/start/")) history.replaceState(null, "", `${BASE}${root.lang.toLowerCase()}/`);
}

function offerUpdate(registration) {
  const offer = () => {
    if (registration.waiting && registration.active) document.querySelector(".update").hidden = false;
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", offer));
}

async function keepOffline(retry = FIRST_RETRY) {
  // Trusted Types: registering a worker is a script sink (w3c/trusted-types); only ours may pass.
  const policy = window.trustedTypes?.createPolicy("cramp", {
    createScriptURL(url) {
      if (url !== WORKER) throw new TypeError("not our worker");
      return url;
    },
  });
  const address = policy ? policy.createScriptURL(WORKER) : WORKER;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (root.dataset.offline === "ready") return;
    if (data.type === "progress") show("saving", data);
    if (data.type === "install-failed") show(data.reason);
  });
  const attempt = async () => {
    try {
      const registration = await navigator.serviceWorker.register(address, { scope: BASE, updateViaCache: "none" });
      offerUpdate(registration);
      const { installing, active } = registration;
      if (!active) {
        show("saving", { done: 0, total: "…" });
        await settled(installing ?? registration.waiting);
      }
      await navigator.serviceWorker.ready;
      whenIdle(() => showTruth(registration));
    } catch {
      if (navigator.serviceWorker.controller) return showController();
      if (root.dataset.offline !== "full") show("failed");
      setTimeout(attempt, retry);
      retry *= 2;
    }
  };
  await attempt();
}

/** With a dead server the update check fails; the installed worker still knows the truth. */
async function showController() {
  const registration = await navigator.serviceWorker.getRegistration(BASE);
  whenIdle(() => showTruth(registration));
}

function settled(worker) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("not installed"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

nameTheAddress();
if (!("serviceWorker" in navigator) || !("caches" in window)) show("unsupported");
else {
  rememberLanguage().catch(() => {});
  if (document.readyState === "complete") keepOffline();
  else addEventListener("load", () => keepOffline());
}
