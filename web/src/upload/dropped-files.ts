/** The files of a drop, including those in folders at any depth. Call it during the event: its data is cleared after. */
export function droppedFiles({ items, files }: DataTransfer): Promise<File[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve([...files].filter(isWanted));
  const plain = [...items].map((item) => item.getAsFile());
  return Promise.all(
    entries.map(async (entry, i) => {
      const file = plain[i];
      if (entry?.isDirectory) {
        const inside = await filesIn(entry as FileSystemDirectoryEntry);
        for (const one of inside) folders.set(one, entry.name);
        return inside;
      }
      return file ? [file] : [];
    }),
  ).then((found) => found.flat().filter(isWanted));
}

const folders = new WeakMap<File, string>();

/** The name of the dropped or chosen folder that a file came from. */
export const folderOf = (file: File): string | undefined =>
  folders.get(file) ?? (file.webkitRelativePath.split("/")[0] || undefined);

const clutter = new Set(["Thumbs.db", "desktop.ini"]);

/** False for system files in folders, such as Thumbs.db. */
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
  // A reader returns up to 100 entries at a time, and none at the end.
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
