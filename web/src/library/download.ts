import { call } from "../api/call.ts";
import { texts } from "../texts/texts.ts";
import { bytes } from "../ui/format.ts";
import { notify, notifyProblem } from "../ui/toasts.tsx";
import type { Place } from "./assets/change-assets.ts";

/** Has the browser download assets of a library as a ZIP file: these, those with a tag, or all of them. */
export async function download(place: Place, which: { assetIds?: string[]; tags?: string[] }): Promise<void> {
  try {
    const ready = await call("createDownload", { ...place, ...which });
    const link = document.createElement("a");
    // Of the page's own host, because the link needs the session.
    link.href = new URL(ready.downloadUrl).pathname;
    link.download = "";
    link.click();
    notify(texts.library.downloading(ready.files, bytes(ready.bytes)));
  } catch (error) {
    notifyProblem(error);
  }
}
