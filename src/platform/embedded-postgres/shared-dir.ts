import { chmod, mkdir } from "node:fs/promises";

/** Where root puts files that the account of Postgres needs and cannot reach elsewhere. */
const sharedDir = "/var/lib/rookery";

export async function openSharedDir(): Promise<string> {
  await mkdir(sharedDir, { recursive: true });
  // Independent of the umask, everyone may enter, and only root may write.
  await chmod(sharedDir, 0o755);
  return sharedDir;
}
