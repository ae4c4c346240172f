/** The files of a drop, those in its folders too, at any depth. Call it within the event: its data is gone afterwards. */
export function droppedFiles({ items, files }: DataTransfer): Promise<File[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve([...files].filter(isWanted));
  const plain = [...items].map((item) => item.getAsFile());
  return Promise.all(
    entries.map(async (entry, i) => {
      const file = plain[i];
      if (entry?.isDirectory) return filesIn(entry as FileSystemDirectoryEntry);
      return file ? [file] : [];
    }),
  ).then((found) => found.flat().filter(isWanted));
}

const clutter = new Set(["Thumbs.db", "desktop.ini"]);

/** What systems leave in folders is nobody's picture. */
export const isWanted = ({ name }: File): boolean => !name.startsWith(".") && !clutter.has(name);

async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const found: File[] = [];
  for await (const entry of entriesOf(folder)) {
    if (entry.isDirectory) found.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
    else found.push(await fileOf(entry as FileSystemFileEntry));
  }
  return found;
}

async function* entriesOf(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = folder.createReader();
  // A reader answers by the hundred, and with nothing at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return;
    yield* batch;
  }
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));
