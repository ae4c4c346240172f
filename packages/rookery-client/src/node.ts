import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";

/** A file of the disk for `upload`. It is read in parts as they are sent, never whole. */
export async function openFile(path: string, { filename = basename(path) } = {}): Promise<File> {
  const [blob, { mtimeMs }] = await Promise.all([openAsBlob(path), stat(path)]);
  return new File([blob], filename, { lastModified: mtimeMs });
}
