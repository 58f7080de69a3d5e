/* Hands the address on by the phone's own menu, prints the card, and writes the country's number on it. */

import { BASE } from "../common/base.js";
import { within } from "../common/deadline.js";
import { all, maybe, one, pageTag } from "../common/dom.js";
import { canCopy, canShare, copyText, handFile, offerPaper, share } from "../common/hand-on.js";
import { myCountry, onCountry } from "../emergency/countries.js";
import { rowOf } from "../signs/dial.js";

const FILE_MS = 60 * 1000; // a quarter of a megabyte on a slow line
const LAST_PART = ' id="sources"'; // of the file

// Where the host has not said its name, the address is the one that this page has.
const address = one(document, "#address .address").textContent?.trim() || location.origin + BASE;
for (const place of all(document, ".address")) place.textContent = address;

const toCopyByHand = () => getSelection()?.selectAllChildren(one(document, "#address .address"));

const send = one(document, ".send");
send.hidden = !canShare();
send.addEventListener("click", async () => {
  const how = await share({ title: document.title, text: one(document, "main .lead").textContent ?? "", url: address });
  if (how === "failed") toCopyByHand();
});

const copy = one(document, ".copy");
copy.hidden = !canCopy();
copy.addEventListener("click", async () => {
  const copied = await copyText(address);
  one(document, ".copied").hidden = !copied;
  if (!copied) toCopyByHand();
});

const file = one(document, "#one-file a", HTMLAnchorElement);
const again = one(document, "#one-file .again");
let whole = ""; // one that came too late after a tap is there at the next
file.addEventListener("click", async (event) => {
  const { standalone } = /** @type {{standalone?: boolean}} */ (navigator);
  if (!standalone) return;
  event.preventDefault(); // an app on the home screen of iOS has no downloads
  again.hidden = true;
  try {
    whole ||= await within(FILE_MS, load);
    again.hidden = (await handFile(file.download, "text/html", whole)) !== "failed";
  } catch {
    one(document, "#one-file [tabindex]").focus(); // that it needs a network
  }
});

/** Rejects where something else comes, as from a network that wants a login first. @param {AbortSignal} [signal] */
async function load(signal) {
  const answer = await fetch(file.href, { signal });
  const text = await answer.text();
  if (!answer.ok || !text.includes(LAST_PART)) throw new Error(`${answer.status}`);
  return text;
}

offerPaper(one(document, ".print"));

/** @type {ReturnType<typeof myCountry> | undefined} */
let mine;

/** The numbers of the reader's country on the card; without them there is a line to write on. */
async function writeNumber() {
  const asked = myCountry();
  mine = asked;
  const { country } = await asked;
  const row = country ? await rowOf(pageTag, country.code).catch(() => null) : null; // not kept on this phone yet: by hand
  if (asked !== mine) return; // another one was chosen meanwhile
  const phones = ["ambulance", "emergency"].flatMap((kind) => (row && maybe(row, `.${kind} .phone:not([data-for]) .tel`)?.textContent) ?? []);
  const line = one(document, ".number");
  one(line, ".country-name").textContent = row && phones.length ? one(row, "summary").textContent : "";
  one(line, ".dial").textContent = [...new Set(phones)].join(" · ");
  one(line, ".blank").hidden = phones.length > 0;
}

onCountry(writeNumber);
writeNumber();
