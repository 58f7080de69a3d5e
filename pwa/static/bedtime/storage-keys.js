/* What the bedtime stretch keeps on the phone: also what "Delete everything" takes away (diary/files.js). */

export const ROUTINE = "bedtime"; // the way it is done, and when this evening's began
export const FROM = "bedtime-from"; // the first evening that counts, where a plan was begun anew
