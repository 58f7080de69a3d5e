/* For a host that still sends the policy of an older release (nginx that was not told to read its configuration anew): the
   browser then refuses the style or the script inside the page, and this brings the same as files. */

import { maybe } from "./dom.js";

const { sheet = "", modules = "" } = maybe(document, "[data-modules]")?.dataset ?? {};

async function bringScripts() {
  for (const classic of ["./text-size.js", "./theme.js"]) await import(classic); // of which types know no exports
  for (const address of modules.split(" ")) import(address).catch(() => {});
}

// Refused, it is there and has no rules.
if (!document.querySelector("style")?.sheet) {
  for (const href of sheet.split(" ")) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
}
if (!("early" in document.documentElement.dataset)) bringScripts().catch(() => {});
