/* Which kinds of medicine the reader ticked on the page for the doctor: ids of statements, kept on this phone. */

import { read, write } from "../common/storage.js";

export const TICKS = "medicine-kinds";

/** @param {unknown} value  @returns {value is string[]} */
const isWords = (value) => Array.isArray(value) && value.every((word) => typeof word === "string");

/** @returns {string[]} */
export const ticked = () => read(TICKS, isWords, []);

/** @param {string[]} ids */
export const tickMedicines = (ids) => write(TICKS, ids);
