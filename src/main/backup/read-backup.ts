import { Readable, type Transform } from "node:stream";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { BrokenArchive, readArchive } from "../../platform/backup/archive.ts";
import { NotOpened, opening, sealedMagic } from "../../platform/backup/sealed-stream.ts";
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
  const { isSealed, whole } = await beginning(source);
  if (isSealed && passphrase === undefined)
    throw new NotOpened(
      "The backup is encrypted. Give its passphrase in BACKUP_PASSPHRASE or with --passphrase-file.",
    );
  let begun = false;
  const end = await readArchive(
    isSealed ? opened(whole, passphrase as string) : whole,
    async (name, size, content) => {
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
    },
  );
  const summary = Summary.safeParse(end);
  if (!summary.success) throw new BrokenArchive("The backup's end is damaged.");
  return summary.data;
}

async function readPacked(name: string, content: Readable, reader: BackupReader): Promise<void> {
  if (name.startsWith(entryNames.tables)) return reader.rows(name.split("/")[1] ?? "", content);
  if (name.startsWith(entryNames.jobs)) return reader.jobs(content);
  throw new BrokenArchive(`The backup holds something unknown: ${name}`);
}

const opened = (sealed: Readable, passphrase: string) => throughAll(sealed, opening(passphrase));

/** The last stream, which fails with the first. */
function throughAll(from: Readable, to: Transform): Readable {
  pipeline(from, to).catch(() => {}); // who reads `to` gets the error
  return to;
}

async function manifestIn(content: AsyncIterable<Buffer>): Promise<Manifest> {
  const manifest = Manifest.safeParse(await json(Readable.from(content)));
  if (manifest.success) return manifest.data;
  throw new BrokenArchive("The backup was made by a version of Rookery whose format is unknown here.");
}

/** Looks at the first bytes, which remain in the stream. */
async function beginning(source: Readable): Promise<{ isSealed: boolean; whole: Readable }> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head = Buffer.alloc(0);
  while (head.length < sealedMagic.length) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  async function* whole() {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  const isSealed = head.subarray(0, sealedMagic.length).equals(sealedMagic);
  return { isSealed, whole: Readable.from(whole(), { objectMode: false }) };
}
