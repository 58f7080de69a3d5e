/* Has the app kept for offline use, and tells the truth about it: what the worker found, or why there is none. */

import { isUnderWay, recall } from "../cramp/session.js";
import { within } from "./deadline.js";
import { all, maybe, one, pageTag } from "./dom.js";
import { read, remove, write } from "./storage.js";
import { lookForUpdate, offerUpdate } from "./update.js";
import { windowKind } from "./window-kind.js";
import { askForTruth, canKeep, forgetScript, hear, register, registered, replaceMute } from "./worker.js";

const root = document.documentElement;
const IDLE_MS = 2000; // a busy phone may never be idle: the truth does not wait longer for it
const INSTALL_MS = 10 * 60 * 1000;
const FIRST_RETRY_MS = 15000; // doubled after each failure
const CRAMP_RETRY_MS = 60000; // the phone has other things to do
const LAST_RETRY_MS = 15 * 60 * 1000;
const FAILURES = "failures"; // in a row, over all visits, of saves that had a network
const MANY_FAILURES = 3;
let retry = FIRST_RETRY_MS;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let attempting = false;
let attempted = 0; // Unix milliseconds
let heard = "ready"; // how it ended, as it was said last; that a phone was ready before is no news
let damaged = false; // as a deep check found: a shallow one would not see it

/** @typedef {import("./truth.js").Truth} Truth */

/**
 * @param {"saving" | "partly" | "ready" | "failed" | "failing" | "full" | "unsupported" | "retired"} state
 * @param {Record<string, unknown>} values  what a line says at `data-live` of their names
 */
function showState(state, values = {}) {
  const passing = state === "saving" || state === "partly";
  // The same end again is no news.
  maybe(document, ".offline .ended")?.setAttribute("role", passing || state !== heard ? "status" : "none");
  if (!passing || heard === "ready") heard = state;
  for (const [name, value] of Object.entries(values)) {
    for (const place of all(document, `.offline [data-live="${name}"]`)) place.textContent = String(value);
  }
  root.dataset.offline = state;
}

/**
 * The truthful check: the worker holds its cache against its list, reading every byte when `deep`.
 *
 * @returns {Promise<Truth | null>}  null when no worker is there to be asked, or none that answers
 */
export async function check(deep = damaged) {
  const worker = (await registered())?.active;
  const truth = worker ? await askForTruth(worker, deep) : null;
  if (!truth) return null;
  if (damaged && !deep) return check(); // found meanwhile
  damaged = deep && !truth.ready;
  showTruth(truth);
  return truth;
}

/** @param {Truth} truth */
function showTruth(truth) {
  if (truth.ready) remove(FAILURES);
  if (truth.retired) showState("retired");
  else if (truth.ready) showState("ready", { ...truth, version: truth.version.slice(0, 8) });
  else showState(truth.full ? "full" : truth.tags.includes(pageTag) ? "partly" : "failed", Object(truth));
}

export async function keepOffline() {
  root.dataset.where = windowKind();
  if (!(await canKeep())) {
    showState("unsupported");
    return;
  }
  hear(tell);
  // A network that comes back ends the waiting; a page that comes back may have lost its cache meanwhile.
  addEventListener("online", () => again());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
  await attempt();
}

function again() {
  retry = FIRST_RETRY_MS;
  const since = Date.now() - attempted;
  if (isUnderWay(recall()) && since >= 0 && since < FIRST_RETRY_MS) return; // a network that comes and goes
  attempt();
}

async function attempt() {
  if (attempting) return;
  attempting = true;
  attempted = Date.now();
  clearTimeout(timer);
  const arrived = await saved();
  await idle();
  const truth = await check().catch(() => null);
  if (truth) attempting = false;
  else await explain(arrived);
  if (["ready", "retired"].includes(root.dataset.offline ?? "")) return;
  later();
}

/** As soon as the phone has nothing else to do, if it ever says so. */
function idle() {
  const told = (/** @type {IdleRequestCallback} */ resolve) => {
    requestIdleCallback(resolve);
  };
  return within(IDLE_MS, () => new Promise(told)).catch(() => {});
}

/** Why no worker answers. @param {boolean} arrived  whether one came */
async function explain(arrived) {
  const registration = await registered();
  attempting = false;
  if (arrived && !registration?.active) showState("retired"); // one that comes and is gone was called back
  else if (root.dataset.offline !== "full") showState(read(FAILURES, isCount, 0) < MANY_FAILURES ? "failed" : "failing");
  if (registration?.active) replaceMute(registration);
}

function later() {
  timer = setTimeout(attempt, isUnderWay(recall()) ? Math.max(retry, CRAMP_RETRY_MS) : retry);
  retry = Math.min(2 * retry, LAST_RETRY_MS);
}

/** @returns {Promise<boolean>}  whether a worker is there. Without a network one that came before still knows the truth. */
async function saved() {
  let reached = false;
  try {
    if (!root.dataset.offline && !(await registered())) showState("saving", { done: 0, total: "…" });
    const registration = await register();
    reached = true;
    offerUpdate(registration);
    await installed(registration);
    lookForUpdate(registration);
    return true;
  } catch {
    // Where its script came, and the rest again and again does not, the network is not to blame.
    if (reached) write(FAILURES, read(FAILURES, isCount, 0) + 1);
    forgetScript();
    return false;
  }
}

/** @param {unknown} value  @returns {value is number} */
const isCount = (value) => Number.isInteger(value);

/**
 * Waits for the first worker; rejects when its install fails.
 *
 * @param {ServiceWorkerRegistration} registration
 */
async function installed({ installing, waiting, active }) {
  const worker = active ?? waiting ?? installing;
  if (active || !worker) return;
  showState("saving", { done: 0, total: "…" });
  const ended = new Promise((/** @type {(value?: unknown) => void} */ resolve, reject) => {
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
  await within(INSTALL_MS, () => ended); // a page that stood still may never hear of it
}

/**
 * What the worker says while it installs. A phone that has a whole release hears only of what it must do.
 *
 * @param {{type: string, reason: "failed" | "full", done: number, total: number, kept: number, languages: number, tags?: string[]}} said  `tags`: not by every version
 */
function tell({ type, reason, tags = [], ...values }) {
  const ready = root.dataset.offline === "ready";
  if (type === "progress" && !ready) showState(tags.includes(pageTag) ? "partly" : "saving", values);
  if (type !== "install-failed") return;
  if (!ready) showState(reason);
  else if (reason === "full") one(document, ".update-full").hidden = false;
}
