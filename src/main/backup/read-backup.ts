import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { BrokenArchive, readArchive } from "../../platform/backup/archive.ts";
import { openedSource, throughAll } from "../../platform/backup/opened-source.ts";
import { entryNames, Manifest, Summary } from "./manifest.ts";

/** Takes the parts of a backup in their order. */
export interface BackupReader {
  manifest(manifest: Manifest): Promise<void>;
  file(key: string, content: AsyncIterable<Buffer>): Promise<void>;
  rows(table: string, rows: AsyncIterable<Buffer>): Promise<void>;
  jobs(jobs: AsyncIterable<Buffer>): Promise<void>;
}

const manifestBytesMax = 16 * 1024 * 1024;

/**
 * Reads a backup from its first to its last byte. Throws `BrokenArchive` or `NotOpened` when something is missing or was
 * changed, maybe only at the end: what was read must not be kept then.
 */
export async function readBackup(
  source: Readable,
  passphrase: string | undefined,
  reader: BackupReader,
): Promise<Summary> {
  const whole = await openedSource(source, passphrase);
  let begun = false;
  const end = await readArchive(whole, async (name, size, content) => {
    if (!begun) {
      if (name !== entryNames.manifest || size > manifestBytesMax)
        throw new BrokenArchive("This is not a backup of Rookery.");
      begun = true;
      return reader.manifest(await manifestIn(content));
    }
    if (name.startsWith(entryNames.files)) return reader.file(name.slice(entryNames.files.length), content);
    const unpacked = throughAll(Readable.from(content), createGunzip());
    return readPacked(name, unpacked, reader).catch((error) => {
      throw /^Z_/.test(error.code ?? "") ? new BrokenArchive("The backup was changed.") : error;
    });
  });
  const summary = Summary.safeParse(end);
  if (!summary.success) throw new BrokenArchive("The backup's end is damaged.");
  return summary.data;
}

async function readPacked(name: string, content: Readable, reader: BackupReader): Promise<void> {
  if (name.startsWith(entryNames.tables)) return reader.rows(name.split("/")[1] ?? "", content);
  if (name.startsWith(entryNames.jobs)) return reader.jobs(content);
  throw new BrokenArchive(`The backup holds something unknown: ${name}`);
}

async function manifestIn(content: AsyncIterable<Buffer>): Promise<Manifest> {
  const manifest = Manifest.safeParse(await json(Readable.from(content)));
  if (manifest.success) return manifest.data;
  throw new BrokenArchive("The backup was made by a version of Rookery whose format is unknown here.");
}
