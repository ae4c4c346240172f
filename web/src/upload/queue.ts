import { call, outlivesPage, Refused } from "../api/call.ts";
import { texts } from "../texts/texts.ts";
import { bytes } from "../ui/format.ts";
import { sentenceOf } from "../ui/states.tsx";
import { notifyProblem } from "../ui/toasts.tsx";
import { notifyUndoable } from "../ui/undo.ts";
import { alreadyThere } from "./already-there.ts";
import { Copies } from "./copies.ts";
import { folderOf } from "./dropped-files.ts";
import { FolderTags } from "./folder-tags.ts";
import { passes, triesMax } from "./retrying.ts";
import { type Destination, type Hearing, type Sending, send } from "./send.ts";
import { inPartsFromBytes, sendInParts } from "./send-in-parts.ts";
import type { Upload } from "./upload.ts";
import { type Reason, UploadQueue } from "./upload-queue.ts";

let changed = () => {};

/** The only queue of the app. */
export const queue = new UploadQueue({
  send: sendBySize,
  whyOnlyThis,
  refusalOf,
  onUploaded(upload, { id, duplicateOf }) {
    if (duplicateOf !== undefined) copies.add(upload, id);
    const folder = folderOf(upload.file);
    if (folder !== undefined && upload.parentId === undefined && upload.replacedId === undefined)
      folderTags.add(upload, folder, id);
  },
  onChange() {
    if (queue.waiting.length + queue.running.size === 0) folderTags.flush();
    changed();
  },
});

/** The file of an asset is replaced in one request. */
function sendBySize(file: File, destination: Destination, hear: Hearing): Sending {
  const inParts = file.size >= inPartsFromBytes && destination.replacedId === undefined;
  return (inParts ? sendInParts : send)(file, destination, hear);
}

/** The current uploads that their libraries already had. */
export const copies = new Copies();

/** Moves them to the trash. */
export async function trashCopies(): Promise<void> {
  const taken = copies.take();
  changed();
  let count = 0;
  try {
    for (const group of taken) count += (await call("deleteAssets", group, outlivesPage)).ids.length;
  } catch (error) {
    notifyProblem(error);
  }
  const restore = async () => {
    for (const group of taken) await call("restoreAssets", group, outlivesPage);
  };
  if (count > 0) notifyUndoable(texts.upload.copiesTrashed(count), restore);
}

/** The folders of the current uploads, whose names can become tags. */
export const folderTags = new FolderTags(({ tag, assetIds, ...place }) =>
  call("tagAssets", { ...place, assetIds, tags: [tag] }, outlivesPage).catch(notifyProblem),
);

/** Tags the current uploads with the names of their folders. */
export function tagFolders(): void {
  folderTags.want();
  folderTags.flush();
  changed();
}

let fileBytesMax = Number.POSITIVE_INFINITY;
/** Sets the size of the largest file that the server accepts. */
export const acceptUpTo = (bytes: number): void => {
  fileBytesMax = bytes;
};
function refusalOf(file: File): string | null {
  return file.size > fileBytesMax ? texts.upload.tooLarge(bytes(fileBytesMax)) : null;
}

/** Sets the one function that is called after every change. */
export const onChange = (notify: () => void): void => {
  changed = notify;
};

export function addUploads(files: readonly File[], destination: Destination): void {
  if (queue.waiting.length + queue.running.size === 0) {
    folderTags.clear();
    copies.take();
  }
  for (const file of files) {
    const folder = folderOf(file);
    if (folder !== undefined) folderTags.offer(folder);
  }
  queue.add(files, destination);
}
export const cancelUpload = (id: number): void => queue.cancel(id);
export const cancelUploads = (): void => queue.cancelAll();
export function clearFinished(): void {
  folderTags.clear();
  copies.take();
  queue.clearFinished();
}
export const retryUploads = (ids?: ReadonlySet<number>): void => queue.retry(ids);
export const resume = (): void => queue.resume();

async function whyOnlyThis(upload: Upload): Promise<Reason | "done" | null> {
  try {
    await upload.file.slice(0, 1).arrayBuffer();
  } catch {
    return { problem: texts.upload.gone, isFinal: true };
  }
  try {
    const allSent = upload.sentBytes >= upload.file.size;
    if (allSent && (await alreadyThere(upload))) return "done";
    await call("getAccount", {});
  } catch (error) {
    return error instanceof Refused && !passes(error) ? { problem: sentenceOf(error), isFinal: false } : null;
  }
  upload.tries += 1;
  return upload.tries < triesMax ? null : { problem: texts.upload.brokeOff, isFinal: false };
}

window.addEventListener("online", resume);
