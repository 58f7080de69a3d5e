/* Elements that a template promises: a missing one is an error that names it, and each has its type. */

/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} place
 * @param {string} selector
 * @param {new () => T} [kind]
 * @returns {T}
 */
export function one(place, selector, kind) {
  const found = maybe(place, selector, kind);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} place
 * @param {string} selector
 * @param {new () => T} [kind]
 * @returns {T | null}
 */
export function maybe(place, selector, kind) {
  const found = place.querySelector(selector);
  return found instanceof (kind ?? HTMLElement) ? /** @type {T} */ (found) : null;
}

/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} place
 * @param {string} selector
 * @param {new () => T} [kind]
 * @returns {T[]}
 */
export function all(place, selector, kind) {
  return [...place.querySelectorAll(selector)].filter((found) => found instanceof (kind ?? HTMLElement)).map((found) => /** @type {T} */ (found));
}

/**
 * A copy of what a `<template>` holds.
 *
 * @param {ParentNode} place
 * @param {string} selector
 */
export function copyOf(place, selector) {
  return document.importNode(one(place, selector, HTMLTemplateElement).content, true);
}

/** The tag of the page's language, as addresses have it. */
export const pageTag = document.documentElement.lang.toLowerCase();
