import { call, Refused } from "../api/call.ts";
import { texts } from "../texts/texts.ts";
import { sentenceOf } from "../ui/states.tsx";
import { alreadyThere } from "./already-there.ts";
import { passes, triesMax } from "./retrying.ts";
import { type Destination, send } from "./send.ts";
import type { Upload } from "./upload.ts";
import { UploadQueue } from "./upload-queue.ts";

let changed = () => {};

/** The only queue of the app. */
export const queue = new UploadQueue({ send, whyOnlyThis, onChange: () => changed() });

/** Sets the one function that is called after every change. */
export const onChange = (notify: () => void): void => {
  changed = notify;
};

export const addUploads = (files: readonly File[], destination: Destination): void =>
  queue.add(files, destination);
export const cancelUpload = (id: number): void => queue.cancel(id);
export const cancelUploads = (): void => queue.cancelAll();
export const clearFinished = (): void => queue.clearFinished();
export const retryUploads = (ids?: ReadonlySet<number>): void => queue.retry(ids);
export const resume = (): void => queue.resume();

async function whyOnlyThis(upload: Upload): Promise<string | "done" | null> {
  try {
    await upload.file.slice(0, 1).arrayBuffer();
  } catch {
    return texts.upload.gone;
  }
  try {
    const allSent = upload.sentBytes >= upload.file.size;
    if (allSent && (await alreadyThere(upload))) return "done";
    await call("getAccount", {});
  } catch (error) {
    return error instanceof Refused && !passes(error) ? sentenceOf(error) : null;
  }
  upload.tries += 1;
  return upload.tries < triesMax ? null : texts.upload.brokeOff;
}

window.addEventListener("online", resume);
