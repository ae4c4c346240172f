import { chmod, mkdir } from "node:fs/promises";

/** Where root puts files that the account of Postgres needs and cannot reach elsewhere. */
// Not /var/lib/rookery, which is the data folder of the unit in deploy/systemd.
const sharedDir = "/var/lib/rookery-postgres";

export async function openSharedDir(): Promise<string> {
  await mkdir(sharedDir, { recursive: true });
  // Independent of the umask, everyone may enter, and only root may write.
  await chmod(sharedDir, 0o755);
  return sharedDir;
}
