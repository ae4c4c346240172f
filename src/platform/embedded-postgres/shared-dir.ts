import { chmod, mkdir } from "node:fs/promises";

/** Where root puts what the account of Postgres must reach and cannot reach in its own place. */
const shelter = "/var/lib/rookery";

export async function openShelter(): Promise<string> {
  await mkdir(shelter, { recursive: true });
  // Whatever the umask: everyone may pass, nobody but root may add.
  await chmod(shelter, 0o755);
  return shelter;
}
