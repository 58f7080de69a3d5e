/* The form in which a text is changed where it is read. What is typed is kept until it is saved, also over a reload. */

const preview = document.querySelector("x-preview");
const NAME = "preview-name";
const PAUSE_MS = 250; // what is typed is checked when the hands rest

/** Ask the preview something that no other site may ask. @param {string} what  @param {object} body */
export async function ask(what, body) {
  const headers = { "Content-Type": "application/json", "X-Preview-Token": preview.dataset.token };
  const language = document.documentElement.lang.toLowerCase();
  return fetch(`/preview/edit/${what}`, { method: "POST", headers, body: JSON.stringify({ language, ...body }) });
}

/**
 * @param {Element} article
 * @param {HTMLTemplateElement} template
 * @param {string} id
 * @param {Object<string, any>} about
 */
export function fitForm(article, template, id, about) {
  article.append(template.content.cloneNode(true));
  const form = article.querySelector("form");
  const box = form.querySelector("textarea");
  const name = form.querySelector("input");
  const { lang, dir } = document.documentElement;
  const key = `preview-typed:${lang}:${id}`;
  const now = about.translation ?? "";
  /** @type {{ was: string, words: string } | null} */
  const draft = JSON.parse(sessionStorage.getItem(key) ?? "null");
  // What the words were typed over, so that the server sees where somebody else has changed that meanwhile.
  let was = draft && draft.words !== now ? draft.was : now;
  /** @type {number | undefined} */
  let timer;
  Object.assign(box, { lang, dir, value: draft?.words ?? now });
  name.value = localStorage.getItem(NAME) ?? "";

  const typed = () => ({ id, was, words: box.value, reasons: reasons(form), who: name.value.trim() });
  /** Hold the page, and the words, until they are saved. */
  const hold = () => {
    const unsaved = box.value !== was;
    preview.toggleAttribute("data-unsaved", unsaved);
    if (unsaved) sessionStorage.setItem(key, JSON.stringify({ was, words: box.value }));
    else sessionStorage.removeItem(key);
  };
  const check = async () => {
    const words = box.value;
    const answer = await ask("check", { ...typed(), reasons: {} }).catch(() => null);
    if (answer?.ok && words === box.value) showFaults(form, await answer.json());
  };

  box.addEventListener("input", () => {
    hold();
    say(form, "");
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE_MS);
  });
  name.addEventListener("change", () => localStorage.setItem(NAME, name.value.trim()));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = box.value;
    const answer = await ask("save", typed()).catch(() => null);
    const said = answer ? await answer.json().catch(() => ({})) : {};
    if (answer?.ok) {
      was = sent;
      hold();
      showHistory(article, typed());
    } else if (answer?.status === 409) {
      was = said.now;
      hold();
    }
    say(form, outcome(answer), said.now ?? said.problems?.join("; "));
  });

  if (box.value !== was) hold();
  if (box.value) check();
  showHistory(article, typed());
}

/** @param {Response | null} answer */
function outcome(answer) {
  if (!answer) return "silent";
  if (answer.ok) return "saved";
  return { 403: "refused", 409: "changed" }[answer.status] ?? "unwritten";
}

/** @param {HTMLFormElement} form  @param {string} name  @param {string} [words] */
function say(form, name, words = "") {
  for (const line of form.querySelectorAll("[data-say]")) {
    line.hidden = line.dataset.say !== name;
    line.querySelector("b")?.replaceChildren(words);
  }
}

/** @param {HTMLFormElement} form  @returns {Object<string, string>} */
function reasons(form) {
  return Object.fromEntries([...form.querySelectorAll(".faults input")].map((input) => [input.name, input.value.trim()]));
}

/** A reason that was begun stays. @param {HTMLFormElement} form  @param {{rule: string, message: string, error: boolean, waivable: boolean}[]} found */
function showFaults(form, found) {
  const before = reasons(form);
  const { activeElement } = form.getRootNode();
  if (activeElement?.matches(".faults input")) return;
  const rows = found.map((fault) => {
    const row = form.getRootNode().querySelector("#fault").content.cloneNode(true);
    row.querySelector("li").className = fault.error ? "bad" : "";
    row.querySelector("b").textContent = fault.message;
    row.querySelector("label").hidden = !fault.waivable;
    if (fault.waivable) Object.assign(row.querySelector("input"), { name: fault.rule, value: before[fault.rule] ?? "" });
    else row.querySelector("input").remove();
    return row;
  });
  form.querySelector(".faults").replaceChildren(...rows);
}

/** @param {Element} article  @param {object} typed */
async function showHistory(article, typed) {
  const answer = await ask("history", typed).catch(() => null);
  const said = answer?.ok ? await answer.json() : "";
  article.querySelector(".history dd").textContent = said;
  article.querySelector(".history").hidden = !said;
}
