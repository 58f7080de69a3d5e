/* Three ways out of the sheet: a file, the phone's share, and plain text where a viewer allows neither. */

/** Whether the phone can send files, of one name or the other: some send text files alone. @param {File[]} files */
function canSend(files) {
  try {
    return navigator.canShare?.({ files }) === true;
  } catch {
    return false;
  }
}

/** @param {string} text  @param {string} name */
function forms(text, name) {
  return [
    new File([text], name, { type: "text/x-gettext-translation" }),
    new File([text], `${name}.txt`, { type: "text/plain" }),
  ];
}

/** Whether the phone sends such a file. */
export function canShare() {
  return forms("", "probe.po").some((file) => canSend([file]));
}

/** @param {string} text  @param {string} name  @returns {Promise<"sent" | "stopped" | "failed">} */
export async function share(text, name) {
  for (const file of forms(text, name)) {
    if (!canSend([file])) continue;
    try {
      await navigator.share({ files: [file] });
      return "sent";
    } catch (error) {
      return error instanceof DOMException && error.name === "AbortError" ? "stopped" : "failed";
    }
  }
  return "failed";
}

/** Give the file to the browser to save. Whether it did, nobody is told. @param {string} text  @param {string} name */
export function save(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/x-gettext-translation" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
