/* The service worker, as a page asks for it. A browser may lack it, forbid it, refuse it, or never answer. */

import { BASE } from "./base.js";
import { within } from "./deadline.js";

const WORKER = `${BASE}sw.js`;
const LOOK_MS = 10 * 1000; // for what the browser knows by itself
const FETCH_MS = 2 * 60 * 1000; // for a script over a bad network
const HELLO_MS = 20 * 1000; // for a worker to start
const ANSWER_MS = 60 * 1000; // for a worker to look; one that the phone has ended never answers
const DEEP_MS = 5 * ANSWER_MS; // to read every byte

/** @typedef {import("./truth.js").Truth} Truth */

/** @type {ServiceWorkerRegistration | undefined} */
let given; // where the browser does not say what is registered

/** Whether this window may keep anything at all: some say so only when they are asked. */
export async function canKeep() {
  let there = false;
  try {
    there = "addEventListener" in navigator.serviceWorker && "keys" in caches;
    await within(LOOK_MS, () => caches.keys());
    return there;
  } catch (error) {
    // Storage is forbidden, or the window has no origin. A storage that does not answer today may do so tomorrow.
    return there && !(error instanceof DOMException && ["SecurityError", "NotSupportedError"].includes(error.name));
  }
}

/** @returns {Promise<ServiceWorkerRegistration | undefined>}  Ours: where there is none, a browser gives that of an app above us. */
export async function registered() {
  const found = await within(LOOK_MS, () => navigator.serviceWorker.getRegistration(BASE)).catch(() => given);
  return found?.scope.endsWith(location.origin + BASE) ? found : undefined;
}

/** @returns {Promise<ServiceWorkerRegistration>}  rejects without a network, and behind a portal */
export async function register() {
  given = await within(FETCH_MS, () => navigator.serviceWorker.register(policy.createScriptURL(WORKER), { scope: BASE, updateViaCache: "none" }));
  return given;
}

/** What our worker says: those of other apps of the origin may write to our pages too. @param {(said: any) => void} work */
export function hear(work) {
  navigator.serviceWorker.addEventListener("message", ({ data, source }) => {
    const others = source instanceof ServiceWorker && source.scriptURL !== location.origin + WORKER;
    if (!others && data) work(data); // a browser that does not say who spoke is believed
  });
}

/**
 * @param {ServiceWorker} worker
 * @param {boolean} deep
 * @returns {Promise<Truth | null>}  null where it does not answer
 */
export async function askForTruth(worker, deep) {
  return (await speaks(worker)) ? ask(worker, { type: "check", deep }, deep ? DEEP_MS : ANSWER_MS) : null;
}

/** A script that came empty, or was somebody else's, makes a worker that never answers. @param {ServiceWorker} worker */
export async function speaks(worker) {
  return (await ask(worker, { type: "hello" }, HELLO_MS)) !== null;
}

/**
 * @param {ServiceWorker} worker
 * @param {object} question
 * @param {number} limitMs  milliseconds
 * @returns {Promise<any>}  null where it does not answer
 */
function ask(worker, question, limitMs) {
  const answer = () => {
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
      worker.postMessage(question, [port2]);
    });
  };
  return within(limitMs, answer).catch(() => null);
}

/** A script that came cut off stays in the HTTP cache, and the host would confirm it with 304 for ever. */
export function forgetScript() {
  return within(FETCH_MS, (signal) => fetch(WORKER, { cache: "reload", signal })).catch(() => {});
}

/**
 * Looks for a worker of ours where one never speaks. In the place of such a one nobody need be asked to take it.
 *
 * @param {ServiceWorkerRegistration} registration
 */
export async function replaceMute(registration) {
  const { active, waiting } = registration;
  if (active && waiting && !(await speaks(active))) waiting.postMessage({ type: "take-over" });
  await forgetScript();
  registration.update().catch(() => {});
}

const STYLE = /<style>[\s\S]*?<\/style>/g;

/** Trusted Types: registering a worker and reading a page are sinks (w3c/trusted-types); only ours pass, a page as what runs nowhere. */
const RULES = {
  /** @param {string} url */
  createScriptURL(url) {
    if (url !== WORKER) throw new TypeError("not our worker");
    return url;
  },
  /** A page to be read in another one, whose policy names other styles than it carries. @param {string} text */
  createHTML(text) {
    return text.replace(STYLE, "");
  },
};
export let policy = RULES;
try {
  policy = /** @type {any} */ (window).trustedTypes.createPolicy("cramp", RULES);
} catch {
  // There is none; or another policy than ours, of a host or a proxy, does not name it, and what is refused fails by itself.
}
