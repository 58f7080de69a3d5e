/* Whether somebody may be looking at the page. Some views of other apps call it hidden for ever: whoever taps it sees it. */

let tapped = false; // while it was called hidden

for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (tapped = document.hidden), true);
document.addEventListener("visibilitychange", () => (tapped = false));

export const inView = () => !document.hidden || tapped;
