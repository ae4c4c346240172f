import { randomBytes } from "node:crypto";
import { link, mkdir, rm, utimes } from "node:fs/promises";
import { join } from "node:path";

/** Calls `work` with a second name of a file in a folder on the same disk. It is removed afterwards, if it is still there. */
export async function withSecondName<T>(
  path: string,
  folder: string,
  work: (second: string) => Promise<T>,
): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const second = join(folder, `link-${randomBytes(16).toString("hex")}`);
  // Both names have one time. Old files in the staging folder are swept.
  await utimes(path, new Date(), new Date());
  await link(path, second);
  try {
    return await work(second);
  } finally {
    await rm(second, { force: true });
  }
}
