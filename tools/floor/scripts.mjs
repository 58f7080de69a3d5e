/* The scripts of pages and of the worker: syntax that esbuild would have to rewrite for the floor, and browser APIs that
   TypeScript knows by their types, also as members of a value (`blob.arrayBuffer`), which no lint of names sees. */

import { readFileSync } from "node:fs";
import path from "node:path";

import { transformSync } from "esbuild";
import ts from "typescript";

import { bcd, TARGETS, younger } from "./data.mjs";

const ALIASES = { ReadonlyArray: "Array", ReadonlyMap: "Map", ReadonlySet: "Set", MapIterator: "Iterator" };
// esbuild is stricter than the floor. Chrome 80 to 90 knows optional chains but for one bug with a spread in a call
// (https://crbug.com/v8/10230), and \p{…} it rewrites for everybody, because scripts and properties differ by version.
const supported = { "optional-chain": true, "regexp-unicode-property-escapes": true };

/**
 * @param {string} text  of a script
 * @param {string} name  where it stands
 * @returns {string[]}  what is wrong with its syntax
 */
export function syntax(text, name) {
  const written = (target) => transformSync(text, { target, supported, legalComments: "none", loader: "js", logLevel: "silent" }).code.split("\n");
  let floor;
  const today = written("esnext");
  try {
    floor = written(TARGETS);
  } catch (error) {
    return error.errors.map(({ text: said, location }) => `${name}:${location?.line ?? 1}: ${said}`);
  }
  const at = today.findIndex((line, index) => line !== floor[index]);
  return at < 0 ? [] : [`${name}: syntax that the floor does not know, near: ${today[at].trim()}`];
}

/**
 * APIs that are younger than the floor.
 *
 * @param {string} config  a jsconfig.json
 * @returns {{name: string, place: string, since: string}[]}
 */
export function apis(config) {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (error) => { throw new Error(error.messageText); } };
  const { fileNames, options } = ts.getParsedCommandLineOfConfigFile(config, {}, host);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const found = [];
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue;
    const look = (node) => {
      const [owners, member] = use(node, checker) ?? [[], ""];
      const since = younger(featureOf(owners, member));
      if (since) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart());
        const name = owners.length ? `${ownerOf(owners, member)}.${member}` : member;
        found.push({ name, place: `${path.relative(".", file.fileName)}:${line + 1}`, since });
      }
      ts.forEachChild(node, look);
    };
    look(file);
  }
  return found;
}

/**
 * What a piece of a script uses: the types that may have the member, and its name; no types for a name of the window.
 *
 * @returns {[string[], string] | null}
 */
function use(node, checker) {
  const typed = (place, name) => [typesOf(checker.getTypeAtLocation(place), checker), name.text];
  if (ts.isPropertyAccessExpression(node)) return typed(node.expression, node.name);
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const member = node.propertyName ?? node.name;
    return ts.isIdentifier(member) ? typed(node.parent, member) : null;
  }
  return ts.isIdentifier(node) && isGlobal(node, checker) ? [[], node.text] : null;
}

function isGlobal(node, checker) {
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return false;
  const declared = checker.getSymbolAtLocation(node)?.declarations ?? [];
  return declared.some((one) => ts.isVariableDeclaration(one) || ts.isFunctionDeclaration(one)) && declared.every(isOfBrowser);
}

const isOfBrowser = (declaration) => declaration.getSourceFile().isDeclarationFile && /[\\/]lib\.[^\\/]*\.d\.ts$/.test(declaration.getSourceFile().fileName);

/** The names of a type and of all that it extends. */
function typesOf(type, checker) {
  const whole = checker.getApparentType(checker.getNonNullableType(type));
  const parts = whole.isUnionOrIntersection() ? whole.types.map((one) => checker.getApparentType(one)) : [whole];
  const names = parts.flatMap((part) => [nameOf(part), ...(part.getBaseTypes?.() ?? []).flatMap((base) => typesOf(base, checker))]);
  return [...new Set(names.filter(Boolean))];
}

/** `AbortSignal` itself, whose members are static, has a type without a name: that of its declaration. */
function nameOf(type) {
  const symbol = type.aliasSymbol ?? type.symbol;
  const [declaration] = symbol?.declarations ?? [];
  if (!declaration || !isOfBrowser(declaration)) return "";
  const name = symbol.name === "__type" && ts.isVariableDeclaration(declaration.parent) ? declaration.parent.name.getText() : symbol.name;
  return ALIASES[name] ?? name.replace(/Constructor$/, "");
}

const ownerOf = (owners, member) => owners.find((owner) => memberOf(owner, member)) ?? owners[0];

function memberOf(owner, member) {
  const type = bcd.api[owner] ?? bcd.javascript.builtins[owner] ?? bcd.javascript.builtins.Intl[owner];
  return type?.[member] ?? type?.[`${member}_static`];
}

function featureOf(owners, member) {
  if (owners.length) return memberOf(ownerOf(owners, member), member);
  return bcd.api[member] ?? bcd.api.Window[member] ?? bcd.javascript.builtins[member];
}

/** Scripts without an address of their own, in the pages of a built site. @param {string} page  a file */
export function inline(page) {
  const html = readFileSync(page, "utf8");
  const scripts = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>([\s\S]*?)<\/script>/g)];
  return scripts.filter(([, attributes]) => !/type=["']?(?!module)[\w/+-]*json/.test(attributes)).map(([, , text]) => text);
}
