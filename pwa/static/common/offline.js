/* Has the app kept for offline use, tells the truth about it, and offers an update in words. */

import { isUnderWay, recall } from "../cramp/session.js";
import { BASE } from "./base.js";
import { all, maybe, one } from "./dom.js";

const WORKER = `${BASE}sw.js`;
const root = document.documentElement;
// A busy phone may never be idle: the truth waits two seconds for it, not longer.
/** @param {() => void} work */
const whenIdle = (work) => {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 200);
};
const FIRST_RETRY_MS = 15000; // doubled after each failure
const LAST_RETRY_MS = 15 * 60 * 1000;
const ANSWER_TIMEOUT_MS = 60000; // for a worker to read every byte; one that the phone has ended never answers
const LOOK_EVERY_MS = 60 * 60 * 1000; // for an update, while the page stays open
let retry = FIRST_RETRY_MS;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let looked = performance.now();
let taking = false;
let attempting = false;

/** @typedef {import("./truth.js").Truth} Truth */

/**
 * @param {"saving" | "ready" | "failed" | "full" | "unsupported" | "retired"} state
 * @param {Record<string, unknown>} values  what a line says at `data-live` of their names
 */
export function show(state, values = {}) {
  for (const [name, value] of Object.entries(values)) {
    for (const place of all(document, `.offline [data-live="${name}"]`)) place.textContent = String(value);
  }
  if (state !== "ready") maybe(document, ".offline .ended")?.setAttribute("role", "status");
  root.dataset.offline = state;
}

/**
 * The truthful check: the worker holds its cache against its list, reading every byte when `deep`.
 *
 * @returns {Promise<Truth | null>}  null when no worker is there to be asked
 */
export async function check(deep = false) {
  const worker = (await navigator.serviceWorker.getRegistration(BASE))?.active;
  if (!worker) return null;
  const { port1, port2 } = new MessageChannel();
  /** @type {Truth | null} */
  const truth = await new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ type: "check", deep, script: new URL(import.meta.url).pathname }, [port2]);
    setTimeout(resolve, ANSWER_TIMEOUT_MS, null);
  });
  if (!truth) return null;
  if (truth.retired) show("retired");
  else if (truth.ready) show("ready", { ...truth, version: truth.version.slice(0, 8) });
  else show(truth.full ? "full" : "failed");
  return truth;
}

export async function keepOffline() {
  navigator.serviceWorker.addEventListener("message", ({ data }) => tell(data));
  navigator.serviceWorker.addEventListener("controllerchange", () => taking && location.reload());
  // A network that comes back ends the waiting; a page that comes back may have lost its cache meanwhile.
  addEventListener("online", () => again());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
  await attempt();
}

function again() {
  retry = FIRST_RETRY_MS;
  return attempt();
}

async function attempt() {
  if (attempting) return;
  attempting = true;
  clearTimeout(timer);
  let arrived = false;
  try {
    if (!root.dataset.offline && !(await navigator.serviceWorker.getRegistration(BASE))) show("saving", { done: 0, total: "…" });
    const registration = await navigator.serviceWorker.register(address(), { scope: BASE, updateViaCache: "none" });
    offerUpdate(registration);
    await installed(registration);
    arrived = true;
    lookForUpdate(registration);
  } catch {
    // No network, or an install that failed. A worker that is there already still knows the truth.
    forgetScript();
  }
  whenIdle(async () => {
    const truth = await check().catch(() => null);
    attempting = false;
    const retired = truth?.retired || (truth === null && arrived); // a worker that comes and is gone was called back
    if (retired) show("retired");
    else if (truth === null && root.dataset.offline !== "full") show("failed");
    if (truth?.ready || retired) return;
    timer = setTimeout(attempt, retry);
    retry = Math.min(2 * retry, LAST_RETRY_MS);
  });
}

/** @typedef {{createPolicy(name: string, rules: Rules): Rules}} TrustedTypes  What is used of it. */
/** @typedef {{createScriptURL(url: string): string}} Rules */

/** Trusted Types: registering a worker is a script sink (w3c/trusted-types); only ours may pass. */
const policy = /** @type {{trustedTypes?: TrustedTypes}} */ (window).trustedTypes?.createPolicy("cramp", {
  /** @param {string} url */
  createScriptURL(url) {
    if (url !== WORKER) throw new TypeError("not our worker");
    return url;
  },
});

function address() {
  return policy ? policy.createScriptURL(WORKER) : WORKER;
}

/**
 * Waits for the first worker; rejects when its install fails.
 *
 * @param {ServiceWorkerRegistration} registration
 */
async function installed({ installing, waiting, active }) {
  const worker = active ?? waiting ?? installing;
  if (active || !worker) return;
  show("saving", { done: 0, total: "…" });
  await new Promise((/** @type {(value?: unknown) => void} */ resolve, reject) => {
    let changes = 0;
    const look = () => {
      // One that was called back is never quite activated, and may be gone before we hear of it.
      if (worker.state.startsWith("activat") || changes > 1) resolve();
      else if (worker.state === "redundant") reject(new Error("not installed"));
    };
    worker.addEventListener("statechange", () => {
      changes += 1;
      look();
    });
    look();
  });
}

/**
 * What the worker says while it installs. A phone that has a whole release hears only of what it must do.
 *
 * @param {{type: string, reason: "failed" | "full", done: number, total: number}} said
 */
function tell({ type, reason, done, total }) {
  const ready = root.dataset.offline === "ready";
  if (type === "progress" && !ready) show("saving", { done, total });
  if (type !== "install-failed") return;
  if (!ready) show(reason);
  else if (reason === "full") one(document, ".update-full").hidden = false;
}

/** @param {ServiceWorkerRegistration} registration */
function lookForUpdate(registration) {
  if (performance.now() - looked < LOOK_EVERY_MS) return;
  looked = performance.now();
  registration.update().catch(forgetScript);
}

/** A script that came cut off stays in the HTTP cache, and the host would confirm it with 304 for ever. */
function forgetScript() {
  fetch(WORKER, { cache: "reload", signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) }).catch(() => {});
}

/**
 * Never under a running cramp: the cramp screen has no place for the offer, other pages keep it back while one runs, and
 * no page is reloaded that did not ask.
 *
 * @param {ServiceWorkerRegistration} registration
 */
function offerUpdate(registration) {
  const place = maybe(document, ".update");
  if (!place || place.dataset.watched) return;
  place.dataset.watched = "true";
  const offer = () => {
    place.hidden = !(registration.waiting && registration.active) || isUnderWay(recall());
  };
  const watch = () => registration.installing?.addEventListener("statechange", offer);
  registration.addEventListener("updatefound", watch);
  one(place, "button").addEventListener("click", () => {
    taking = true;
    if (registration.waiting) registration.waiting.postMessage({ type: "take-over" });
    else location.reload(); // another tab has taken it already
  });
  watch();
  offer();
}
