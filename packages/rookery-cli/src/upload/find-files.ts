import { opendir, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { CliFailure, exitCodes, usage } from "../failure.ts";

export interface FoundFile {
  path: string;
  bytes: number;
}
export interface Found {
  files: FoundFile[];
  /** Files of folders that are left out because of their names. */
  leftOut: number;
}

// What servers take. They decide by content: this only keeps the other files of a folder from being sent.
const extensions = new Set(
  (
    "jpg jpeg jpe jfif png apng webp avif gif tif tiff heic heif svg bmp ico jxl jp2 jpx j2k j2c jpf psd psb " +
    "dng cr2 cr3 raf nef orf rw2 pef srw arw mp4 m4v mov webm mkv 3gp 3g2 pdf"
  )
    .split(" ")
    .map((name) => `.${name}`),
);

/** The files of paths. Names are taken as they are: a `*` in a name is no pattern. Folders are gone through in full. */
export async function findFiles(paths: readonly string[], anyType: boolean): Promise<Found> {
  const found: Found = { files: [], leftOut: 0 };
  const seen = new Set<string>();
  for (const path of paths) {
    const about = await stat(path).catch((error: NodeJS.ErrnoException) => {
      throw unreadable(path, error);
    });
    if (about.isDirectory()) await walk(path, anyType, found, seen);
    else if (about.isFile()) add(found, seen, path, about.size);
    else throw usage(`${path} is neither a file nor a folder.`);
  }
  return found;
}

async function walk(folder: string, anyType: boolean, found: Found, seen: Set<string>): Promise<void> {
  const entries = [];
  const directory = await opendir(folder).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(folder, error);
  });
  for await (const entry of directory) entries.push(entry);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    // Programs keep their own files in hidden ones. Links could lead out of the folder, or in circles.
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await walk(path, anyType, found, seen);
    else if (!entry.isFile() || !(anyType || extensions.has(extname(entry.name).toLowerCase())))
      found.leftOut++;
    else add(found, seen, path, (await stat(path)).size);
  }
}

function add(found: Found, seen: Set<string>, path: string, bytes: number): void {
  if (!seen.has(path)) found.files.push({ path, bytes });
  seen.add(path);
}

function unreadable(path: string, { code }: NodeJS.ErrnoException): CliFailure {
  if (code === "ENOENT") return usage(`${path} does not exist.`);
  return new CliFailure(exitCodes.unexpected, "UNREADABLE", `${path} can't be read: ${code}.`);
}
