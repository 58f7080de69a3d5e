/* The styles: properties, at-rules, selectors, functions and units that are younger than the floor. */

import { readFileSync } from "node:fs";

import postcss from "postcss";
import parseValue from "postcss-value-parser";

import { bcd, younger } from "./data.mjs";

const { properties, selectors, types, "at-rules": atRules } = bcd.css;
// MDN lists these beside other names than the one that is written.
const UNITS = { svh: types.length.viewport_percentage_units_small, vi: types.length.vi, vb: types.length.vb };
const FUNCTIONS = { "light-dark": types.color["light-dark"], "color-mix": types.color["color-mix"], min: types.min, max: types.max, clamp: types.clamp };
// Which keywords these know differs by layout, which no declaration says; a cursor is no matter.
const LAYOUT = /^(align|justify|place|cursor)/;

/**
 * @param {string} file
 * @returns {{name: string, place: string, since: string}[]}
 */
export function styles(file) {
  const found = [];
  /** @param {object | undefined} feature @param {string} name @param {postcss.Node} node */
  const look = (feature, name, node) => {
    const since = younger(feature);
    if (since) found.push({ name, place: `${file}:${node.source.start.line}`, since });
  };
  postcss.parse(readFileSync(file, "utf8")).walk((node) => {
    if (node.type === "atrule") {
      look(atRules[node.name], `@${node.name}`, node);
      for (const [, feature] of node.params.matchAll(/\(([\w-]+)\s*[:)]/g)) look(atRules[node.name]?.[feature], `@${node.name} ${feature}`, node);
    }
    if (node.type === "rule") for (const [, name] of node.selector.matchAll(/::?([\w-]+)/g)) look(selectors[name], `:${name}`, node);
    if (node.type !== "decl") return;
    look(properties[node.prop], node.prop, node);
    const known = LAYOUT.test(node.prop) || younger(properties[node.prop]) !== "";
    parseValue(node.value).walk((part) => {
      if (part.type === "function") look(FUNCTIONS[part.value], `${part.value}()`, node);
      if (part.type === "word") {
        look(UNITS[parseValue.unit(part.value)?.unit], parseValue.unit(part.value)?.unit, node);
        if (!known) look(properties[node.prop]?.[part.value], `${node.prop}: ${part.value}`, node);
      }
      if (part.type === "div" && part.value === "/" && node.prop === "content") look(properties.content.alternative_text ?? properties.content.alt_text, "content: … / …", node);
    });
  });
  return found;
}
