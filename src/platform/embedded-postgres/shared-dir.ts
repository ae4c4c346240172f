import { chmod, mkdir } from "node:fs/promises";

/** Where root puts what the account of Postgres must reach and cannot reach in its own place. */
const sharedDir = "/var/lib/rookery";

export async function openSharedDir(): Promise<string> {
  await mkdir(sharedDir, { recursive: true });
  // Whatever the umask: everyone may pass, nobody but root may add.
  await chmod(sharedDir, 0o755);
  return sharedDir;
}
