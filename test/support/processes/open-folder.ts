import { rmSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder that every account can enter, since Postgres does not run as root. */
export async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rookery-test-"));
  await chmod(folder, 0o755);
  return folder;
}

// Much faster than rm of fs/promises for a cluster's thousand files.
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
