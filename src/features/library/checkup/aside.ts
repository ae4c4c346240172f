import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Patient } from "../../../kernel/checkup.ts";

/** Files that a checkup replaced or that belong to no asset. Only the operator deletes them. */
export const asideFolder = "lost-and-found";

/** Copies a file of the store to the data folder, whatever its bytes are. */
export async function keepAside({ blobs, dataDir }: Patient, key: string): Promise<void> {
  const target = join(dataDir, asideFolder, key);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await blobs.withFileAsItIs(key, (path) => copyFile(path, target));
}
