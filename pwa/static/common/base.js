/* Where the site stands on its host, from this file's own address: `assets/<digest>/` in a release, `static/` live. */

/** The path of the site's base, "/" or "/below/". */
export const BASE = new URL(import.meta.url).pathname.replace(/(?:assets\/[^/]+|static)\/common\/base\.js$/, "");
