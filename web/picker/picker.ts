import { barOf } from "./bar.ts";
import { chatOf } from "./chat.ts";
import { element } from "./dom.ts";
import { takeDrops } from "./drop.ts";
import { filesView } from "./files.ts";
import { headerOf } from "./header.ts";
import type { Host } from "./host.ts";
import { loadPage, type PickedFile, type PickedPage, type Target } from "./library.ts";
import { previewOf } from "./preview.ts";
import { uploadsTo } from "./uploads.ts";

/** The whole page of one library, whose first files have arrived. */
export function picker(host: Host, target: Target, first: PickedPage): Node[] {
  const uploaded: PickedFile[] = [];
  let query = "";
  const chat = chatOf(host, target);
  const chooser = element("input", { type: "file", multiple: true, hidden: true, onchange: chosen });
  const browse = () => chooser.click();

  const bar = barOf(chat, () => files.mark());
  const preview = previewOf(bar.has, bar.toggle);
  const files = filesView(
    bar.has,
    { select: bar.toggle, look: (file) => preview.open(files.shown(), file) },
    { browse, more: (page) => void load(page) },
  );
  const uploads = uploadsTo(host, target, files.begin, (tile, file) => {
    files.finish(tile, file);
    bar.toggle(file);
    uploaded.push(file);
    void chat.tellUploaded(uploaded);
  });

  function chosen(): void {
    uploads.add(chooser.files ?? []);
    chooser.value = "";
  }
  async function load(page: number): Promise<void> {
    const asked = query;
    try {
      const loaded = await loadPage(host, target, asked, page);
      // An answer to former words comes too late.
      if (asked === query) files.show(loaded, asked);
    } catch (error) {
      bar.say((error as Error).message);
    }
  }
  function find(words: string): void {
    query = words;
    void load(1);
  }

  files.show(first, "");
  if (first.mayUpload) takeDrops(target.libraryId, uploads.add);
  const header = headerOf(host, first.library, files.count, {
    find,
    browse: first.mayUpload ? browse : undefined,
  });
  return [header, chooser, files.main, ...bar.parts, preview.dialog];
}
