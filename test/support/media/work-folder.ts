import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** A folder for one test file, with functions that create folders and files in it. */
export function workFolder() {
  let folder = "";
  let made = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rookery-images-"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  return {
    inside: () => mkdtemp(join(folder, "work-")),
    async file(bytes: Uint8Array): Promise<string> {
      const path = join(folder, `file-${made++}`);
      await writeFile(path, bytes);
      return path;
    },
  };
}
