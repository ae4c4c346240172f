import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "./api.ts";

// What one request may carry, and what is comfortable to send at once.
const filesMax = 20;
const bytesMax = 100 * 1024 * 1024;

export interface Picture {
  path: string;
  bytes: number;
}

/** The files named, and every file in the folders named, hidden ones left out. Which are pictures is for the server to say. */
export async function findPictures(places: readonly string[]): Promise<Picture[]> {
  const found: Picture[] = [];
  for (const place of places) {
    const { size } = await stat(place).catch(() => {
      throw new Refusal(`There is no file or folder ${place}.`);
    });
    const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => undefined);
    if (!entries) found.push({ path: place, bytes: size });
    for (const entry of entries ?? []) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && !entry.name.startsWith(".")) found.push({ path, bytes: (await stat(path)).size });
    }
  }
  return found.sort((a, b) => a.path.localeCompare(b.path));
}

/** Paths, in groups that one request takes. */
export function* batches(pictures: readonly Picture[]): Generator<string[]> {
  let paths: string[] = [];
  let bytes = 0;
  for (const picture of pictures) {
    if (paths.length === filesMax || (paths.length > 0 && bytes + picture.bytes > bytesMax)) {
      yield paths;
      [paths, bytes] = [[], 0];
    }
    paths.push(picture.path);
    bytes += picture.bytes;
  }
  if (paths.length > 0) yield paths;
}
