/* `node tools/floor/younger.mjs > tests/support/younger.json`: what scripts could use that is younger than the floor in one of
   its browsers, by MDN's data. A test takes all of it away (tests/browser/test_floor.py). */

import { bcd, younger } from "./data.mjs";

/** Members are behind the `data` of an interface; an event or an option is no name that a script could find. */
const members = (owner, data) =>
  Object.keys(data)
    .filter((name) => /^[a-zA-Z]\w*$/.test(name) && !name.endsWith("_event") && younger(data[name]))
    .map((name) => `${owner}.${name.replace(/_static$/, "")}`);

const found = new Set();
const { builtins } = bcd.javascript;
const intl = Object.entries(builtins.Intl).map(([name, feature]) => [`Intl.${name}`, feature]);
for (const [owner, data] of [...Object.entries(bcd.api), ...Object.entries(builtins), ...intl]) {
  if (owner === "__compat" || !/^[\w.]+$/.test(owner)) continue;
  if (younger(data)) found.add(owner);
  else for (const name of members(owner, data)) found.add(name);
}
console.log(JSON.stringify([...found].sort(), null, 0).replaceAll(",", ",\n"));
