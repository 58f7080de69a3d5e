/* The sheet: each text gets its boxes when its section is opened, and what is typed is kept at once. */

import { all, copyOf, maybe, one } from "../../../static/common/dom.js";
import { answerTo, canBeRead, reading, setWork, texts, translation, waits, workOn, wrongPlaceholders } from "./work.js";
import { canShare, save, share } from "./hand-in.js";
import { become, whoIAm } from "./me.js";
import { parsed, tidy } from "./po.js";
import { fileOf } from "./file.js";
import { keeps } from "./storage.js";

const html = document.documentElement;
/** The text that was worked on last. */
let here = "";

/** @param {string} name  one of the sentences that the page has */
function say(name) {
  for (const line of all(document, "[data-say]")) line.hidden = line.dataset.say !== name;
}

/** @param {string} id  @param {import("./work.js").Work} change */
function set(id, change) {
  if (!setWork(id, change)) say("not-kept");
  show(id);
  count();
}

/** Bring what is seen of a text up to what was done. @param {string} id */
function show(id) {
  const article = maybe(document, `[data-id="${id}"]`);
  const told = texts.get(id);
  if (!told || !article) return;
  const now = one(article, ".now");
  now.textContent = translation(told);
  now.hidden = !translation(told);
  article.dataset.read = answerTo(id) ?? "";
  article.classList.toggle("waits", waits(told));
  article.classList.toggle("unreadable", !canBeRead(told));
  const lost = maybe(article, ".lost");
  if (!lost) return;
  const names = wrongPlaceholders(told);
  lost.hidden = !names.length;
  one(lost, "b").textContent = names.join(" ");
}

function count() {
  const every = [...texts.values()];
  const some = every.filter((told) => (reading() ? canBeRead(told) : told.safety));
  one(document, "[data-count=left]").textContent = String(some.filter(waits).length);
  one(document, "[data-count=all]").textContent = String(some.length);
  one(document, "[data-count=others]").textContent = String(every.filter((told) => !told.safety && waits(told)).length);
}

/** Give the texts of a section their boxes, once. @param {ParentNode} section */
function fit(section) {
  for (const article of all(section, "article:not(.fitted)")) {
    const id = article.dataset.id ?? "";
    const { to, still, remark } = workOn(id);
    const read = answerTo(id);
    article.classList.add("fitted");
    article.append(copyOf(document, "#boxes"));
    one(article, "[data-box=to]", HTMLTextAreaElement).value = to ?? texts.get(id)?.now ?? "";
    one(article, "[data-box=still]", HTMLInputElement).checked = still === true;
    one(article, ".still").hidden = !texts.get(id)?.fuzzy;
    for (const box of all(article, "[data-box=remark]", HTMLTextAreaElement)) box.value = remark ?? "";
    for (const box of all(article, "[data-box=read]", HTMLInputElement)) {
      box.name = `read-${id}`;
      box.checked = box.value === read;
    }
    if (read) article.classList.add("seen");
    show(id);
  }
}

/** Everything anew: the mode has changed, or a file was opened. */
function redraw() {
  for (const button of all(document, "[data-mode-of]")) {
    button.setAttribute("aria-pressed", String(button.dataset.modeOf === html.dataset.mode));
  }
  for (const section of all(document, "details.texts")) {
    const told = all(section, "article").map((article) => texts.get(article.dataset.id ?? ""));
    section.hidden = reading() && !told.some((one_) => one_ && canBeRead(one_));
  }
  for (const id of texts.keys()) show(id);
  count();
}

/** Open the next text that waits, behind the one of now. */
function next() {
  const order = [...texts.values()];
  const from = order.findIndex(({ id }) => id === here) + 1;
  const found = [...order.slice(from), ...order.slice(0, from)].find(waits);
  if (!found) {
    say("nothing-left");
    return;
  }
  here = found.id;
  const article = one(document, `[data-id="${here}"]`);
  const section = article.closest("details");
  if (section) {
    section.open = true;
    fit(section);
  }
  article.scrollIntoView({ block: "start" });
  one(article, reading() ? ".look" : "[data-box=to]").focus({ preventScroll: true });
}

/** Read a file that a sheet wrote. What is typed here stays. @param {File | undefined} chosen */
async function open(chosen) {
  const entries = chosen ? parsed(await chosen.text().catch(() => "")) : [];
  const byKey = new Map([...texts.values()].map((told) => [`${told.kind}\0${told.english}`, told]));
  const ours = entries.flatMap((entry) => {
    const told = byKey.get(`${entry.kind}\0${entry.english}`);
    return told ? [{ told, entry }] : [];
  });
  const head = entries.find(({ english }) => !english);
  if (ours.length && head) meet(head);
  for (const { told, entry } of ours) takeEntry(told, entry, headerOf(head, "X-Reader"));
  say(ours.length ? "opened" : "not-ours");
  redraw();
}

/** @param {import("./po.js").Entry | undefined} head  @param {string} name */
function headerOf(head, name) {
  return head?.translation.split("\n").find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
}

/** Whose file it is: everybody who translated stays named. Where nobody has a name here, it may be their own. @param {import("./po.js").Entry} head */
function meet(head) {
  const me = whoIAm();
  const [translator, reader, role] = ["Last-Translator", "X-Reader", "X-Reader-Role"].map((name) => headerOf(head, name));
  const names = [...new Set([...(me.names ?? []), ...(head.names ?? []), ...(translator ? [translator] : [])])];
  amI({
    names,
    ...(translator && !me.translator ? { translator, credit: headerOf(head, "X-Credit") === "yes" } : {}),
    ...(reader && !me.reader ? { reader, role } : {}),
  });
}

/** @param {import("./work.js").Told} told  @param {import("./po.js").Entry} entry  @param {string} reader  of the file */
function takeEntry(told, entry, reader) {
  const own = workOn(told.id);
  if ((own.to || own.still) && !own.opened) return;
  takeWords(told, entry);
  takeAnswer(told, entry, reader);
  refit(told.id);
}

/** @param {import("./work.js").Told} told  @param {import("./po.js").Entry} entry */
function takeWords(told, { translation: to, was, still }) {
  if (was === undefined && !still) return; // they stood there when that sheet was made
  if (to === translation(told) && (!still || workOn(told.id).still)) return;
  set(told.id, { to: to === told.now ? "" : to, still, opened: true });
}

/** What is said of other words is not said of these, and what another reader says not by the one here. @type {typeof takeEntry} */
function takeAnswer(told, { translation: to, read, remark }, reader) {
  const own = workOn(told.id);
  const theirs = to === translation(told) && reader === whoIAm().reader;
  if (read && theirs && !own.read) set(told.id, { read, reader });
  if ((!read || theirs) && !own.remark) set(told.id, { remark });
}

/** @param {string} id */
function refit(id) {
  const article = maybe(document, `[data-id="${id}"].fitted`);
  if (!article) return;
  article.classList.remove("fitted");
  one(article, ".boxes").remove();
  if (article.parentNode) fit(article.parentNode);
}

/** @param {import("./me.js").Me} change */
function amI(change) {
  if (!become(change)) say("not-kept");
  showMe();
}

function showMe() {
  for (const box of all(document, "[data-me]", HTMLInputElement)) {
    const value = whoIAm()[/** @type {keyof import("./me.js").Me} */ (box.dataset.me)];
    if (box.type === "checkbox") box.checked = value === true;
    else if (box !== document.activeElement) box.value = String(value ?? "");
  }
}

/** What a box of a text says. @type {Record<string, (value: string, ticked: boolean, id: string) => import("./work.js").Work>} */
const BOXES = {
  to: (value, _, id) => ({ to: value === texts.get(id)?.now ? "" : value }),
  still: (_, ticked) => ({ still: ticked }),
  read: (value) => ({ read: value === "yes" ? "yes" : "no", reader: "" }),
  remark: (value) => ({ remark: value }),
};

/** @param {Event} event */
function typed({ target }) {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  const ticked = target instanceof HTMLInputElement && target.checked;
  const { me: mine, box } = target.dataset;
  if (mine) amI({ [mine]: target.type === "checkbox" ? ticked : tidy(target.value) });
  if (mine === "reader") anotherReader();
  const id = target.closest("article")?.dataset.id;
  if (!box || !id) return;
  here = id;
  set(id, BOXES[box](tidy(target.value), ticked, id));
}

/** The answers that came here in a file are hers whose name it is. */
function anotherReader() {
  for (const id of texts.keys()) if (workOn(id).reader) refit(id);
  redraw();
}

/** What is handed in, by one of the ways; a sentence where a name is missing. @param {(text: string, name: string) => unknown} way */
function handIn(way) {
  const made = fileOf();
  if (made.fault) say(made.fault);
  else way(made.text, made.name);
}

/** @param {string} text */
function showText(text) {
  const box = one(document, "#as-text", HTMLTextAreaElement);
  box.hidden = false;
  box.value = text;
  box.focus();
  box.select();
  say("as-text");
}

/** @type {Record<string, (button: HTMLElement) => unknown>} */
const ACTIONS = {
  next,
  "hand-in": () => one(document, "#hand-in").scrollIntoView(),
  look: (button) => button.closest("article")?.classList.add("seen"),
  text: () => handIn(showText),
  save: () => handIn((text, name) => {
    save(text, name);
    say("saved");
  }),
  share: () => handIn(async (text, name) => {
    const result = await share(text, name);
    if (result === "sent") say("sent");
    else if (result === "failed") showText(text);
  }),
};

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button") : null;
  if (!button) return;
  if (button.dataset.modeOf) {
    html.dataset.mode = button.dataset.modeOf;
    redraw();
  }
  ACTIONS[button.dataset.do ?? ""]?.(button);
});
document.addEventListener("input", typed);
document.addEventListener("toggle", ({ target }) => {
  if (target instanceof HTMLDetailsElement && target.open && target.matches(".texts")) fit(target);
}, { capture: true });
one(document, "#open", HTMLInputElement).addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement) void open(target.files?.[0]);
});
one(document, "[data-do=share]").hidden = !canShare();
html.dataset.mode = "write";
html.dataset.works = "";
for (const section of all(document, "details.texts[open]")) fit(section);
showMe();
redraw();
if (!keeps()) say("not-kept");
