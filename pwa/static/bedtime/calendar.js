/* A daily reminder as a calendar file (RFC 5545), made on the phone: no server ever knows when somebody goes to bed. Pure. */

const LINE_OCTETS = 75; // section 3.1
const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

/** @param {number} number  @param {number} digits */
const padded = (number, digits = 2) => String(number).padStart(digits, "0");

/** A moment on the phone's own clock, section 3.3.5 form 1. @param {Date} at */
const local = (at) =>
  `${padded(at.getFullYear(), 4)}${padded(at.getMonth() + 1)}${padded(at.getDate())}T${padded(at.getHours())}${padded(at.getMinutes())}00`;

/** Form 2. @param {Date} at */
const utc = (at) => `${at.toISOString().replace(/[-:]|\.\d+/g, "")}`;

/** Section 3.3.11: what means something in a text stands behind a backslash. @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** East of Greenwich, minutes. @param {number} at  Unix milliseconds */
const offsetAt = (at) => -new Date(at).getTimezoneOffset();

/** Section 3.3.14: +0700. @param {number} minutes */
const offset = (minutes) => `${minutes < 0 ? "-" : "+"}${padded(Math.floor(Math.abs(minutes) / 60))}${padded(Math.abs(minutes) % 60)}`;

/**
 * The moments at which the clocks of the phone's zone are changed, found by halving.
 *
 * @param {number} from  Unix milliseconds
 * @param {number} to
 * @returns {number[]}
 */
function changes(from, to) {
  if (to - from <= MINUTE_MS) return offsetAt(from) === offsetAt(to) ? [] : [to];
  if (to - from <= DAY_MS && offsetAt(from) === offsetAt(to)) return [];
  const middle = from + Math.floor((to - from) / 2 / MINUTE_MS) * MINUTE_MS;
  return [...changes(from, middle), ...changes(middle, to)];
}

/**
 * What a calendar must know of the zone, for the days of the reminder: the offset at its start, and each change in them.
 *
 * @param {string} zone
 * @param {number} from  Unix milliseconds
 * @param {number} to
 */
function timezone(zone, from, to) {
  const year = new Date(from).getFullYear();
  const usual = Math.min(...[0, 6].map((month) => offsetAt(new Date(year, month, 1).getTime())));
  /** @param {number} before @param {number} after @param {string} begins */
  const part = (before, after, begins) => {
    const kind = after > usual ? "DAYLIGHT" : "STANDARD";
    return [`BEGIN:${kind}`, `DTSTART:${begins}`, `TZOFFSETFROM:${offset(before)}`, `TZOFFSETTO:${offset(after)}`, `END:${kind}`];
  };
  const first = offsetAt(from);
  const parts = changes(from, to).map((at) => {
    const [before, after] = [offsetAt(at - MINUTE_MS), offsetAt(at)];
    // Section 3.6.5: in the time that held before.
    return part(before, after, utc(new Date(at + before * MINUTE_MS)).replace("Z", ""));
  });
  return ["BEGIN:VTIMEZONE", `TZID:${zone}`, ...part(first, first, "19700101T000000"), ...parts.flat(), "END:VTIMEZONE"];
}

/**
 * Section 3.1: at most 75 octets a line, and no character cut in two.
 *
 * @param {string} line
 */
function folded(line) {
  const encoder = new TextEncoder();
  const lines = [""];
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LINE_OCTETS) {
      lines.push(" ");
      octets = 1;
    }
    lines[lines.length - 1] += character;
    octets += size;
  }
  return lines.join("\r\n");
}

/**
 * @typedef {object} Reminder
 * @property {Date} first  the first evening, on the phone's clock
 * @property {number} evenings  how many
 * @property {number} minutes  how long each takes
 * @property {string | undefined} zone  its IANA name; without it the time is that of any clock
 * @property {string} id  unique in the world, section 3.8.4.7
 * @property {string} title
 * @property {string} text
 * @property {string} address  of the page that leads through it
 */

/**
 * @param {Reminder} reminder
 * @param {Date} now
 */
export function calendar({ first, evenings, minutes, zone, id, title, text, address }, now) {
  const from = first.getTime();
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Night Cramp//Bedtime//EN",
    ...(zone ? timezone(zone, from - DAY_MS, from + (evenings + 1) * DAY_MS) : []),
    "BEGIN:VEVENT",
    `UID:${id}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART${zone ? `;TZID=${zone}` : ""}:${local(first)}`,
    `DURATION:PT${minutes}M`,
    `RRULE:FREQ=DAILY;COUNT=${evenings}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    `URL:${address}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escaped(title)}`,
    "TRIGGER:PT0S",
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/**
 * The next time at which the phone's clock shows this.
 *
 * @param {string} time  `21:30`
 * @param {Date} now
 */
export function nextAt(time, now) {
  const [hours, minutes] = time.split(":").map(Number);
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate(), hours, minutes);
  return today > now ? today : new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, hours, minutes);
}
