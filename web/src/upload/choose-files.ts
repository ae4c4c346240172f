import { texts } from "../texts/texts.ts";
import { notify } from "../ui/toasts.tsx";
import { isWanted } from "./dropped-files.ts";
import { addUploads } from "./queue.ts";
import type { Destination } from "./send.ts";

// Most phones cannot choose folders.
export const canChooseFolders =
  "webkitdirectory" in HTMLInputElement.prototype && matchMedia("(hover: hover)").matches;

/** Extensions as well as types, because some systems do not recognise these files as pictures and videos. */
const accepted =
  "image/*,video/*,application/pdf,.jxl,.jp2,.j2k,.j2c,.psd,.psb,.dng,.cr2,.cr3,.raf,.nef,.orf,.rw2,.pef,.srw,.arw,.mkv";

/** Opens the browser's file or folder dialog and uploads the chosen files. */
export function chooseFiles(destination: Destination, what: "files" | "folder" = "files"): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = destination.replacedId === undefined;
  input.webkitdirectory = what === "folder";
  // Browsers apply `accept` only to files, not to folders.
  if (what === "files") input.accept = accepted;
  input.addEventListener("change", () => {
    const chosen = [...(input.files ?? [])].filter(isWanted);
    if (chosen.length === 0) notify(texts.upload.nothing);
    else addUploads(chosen, destination);
  });
  input.click();
}
