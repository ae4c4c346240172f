import type { Readable } from "node:stream";
import { BrokenArchive } from "../../platform/backup/archive.ts";
import type { Manifest, Summary } from "./manifest.ts";
import { readBackup } from "./read-backup.ts";
import type { Progress } from "./write-backup.ts";

const newline = 10;

/** Reads a backup as a restore would, and keeps nothing. Throws when something is missing or was changed. */
export async function verifyBackup(
  source: Readable,
  { passphrase, progress = () => {} }: { passphrase?: string | undefined; progress?: Progress } = {},
): Promise<Manifest & Summary> {
  let manifest: Manifest | undefined;
  const found = { files: 0, bytes: 0, assets: 0, folder: "", rows: {} as Record<string, number> };
  const summary = await readBackup(source, passphrase, {
    async manifest(read) {
      manifest = read;
      for (const { name } of read.tables) found.rows[name] = 0;
    },
    async file(key, content) {
      for await (const chunk of content) found.bytes += chunk.length;
      const folder = key.split("/", 1)[0] as string;
      if (folder !== found.folder) progress(++found.assets, manifest?.assets ?? 0, found.bytes);
      found.folder = folder;
      found.files++;
    },
    async rows(table, rows) {
      for await (const chunk of rows)
        for (const byte of chunk) if (byte === newline) found.rows[table] = (found.rows[table] ?? 0) + 1;
    },
    async jobs(jobs) {
      for await (const _ of jobs);
    },
  });
  const { files, rows } = summary;
  if (!manifest || found.files !== files || JSON.stringify(found.rows) !== JSON.stringify(rows))
    throw new BrokenArchive("The backup does not hold what its end says.");
  return { ...manifest, ...summary };
}
