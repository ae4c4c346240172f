import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { extract, pack } from "tar-stream";

/** A tar archive whose last entry tells whether all others are there, and unchanged. */
export interface ArchiveWriter {
  add(name: string, bytes: Buffer): Promise<void>;
  addStream(name: string, size: number, content: Readable): Promise<void>;
  /** Writes the last entry, which says what the archive holds. Resolves when everything was written. */
  end(summary: object): Promise<void>;
}

const endName = "end.json";
const endBytesMax = 64 * 1024 * 1024;

export class BrokenArchive extends Error {}

/** Writes into streams, of which the last is a sink. */
export function archiveInto(...streams: [Writable, ...Writable[]]): ArchiveWriter {
  const tar = pack();
  const digest = digestOfEntries();
  const written = pipeline([
    tar as unknown as Readable,
    ...(streams as Writable[]),
  ] as never) as Promise<void>;
  // A sink that failed takes no more: waiting for it would never end.
  const failure = written.then(() => new Promise<never>(() => {}));
  failure.catch(() => {});

  async function write(name: string, size: number, chunks: Iterable<Buffer> | AsyncIterable<Buffer>) {
    const stored = Promise.withResolvers<void>();
    const header = { name, size, mode: 0o600, mtime: new Date(0) };
    const entry = tar.entry(header, (error) =>
      error ? stored.reject(error) : stored.resolve(),
    ) as unknown as Writable;
    stored.promise.catch(() => {});
    try {
      for await (const chunk of chunks) {
        if (!entry.write(chunk)) await Promise.race([once(entry, "drain"), stored.promise, failure]);
      }
      entry.end();
      await Promise.race([stored.promise, failure]);
    } catch (error) {
      tar.destroy(error as Error); // ends the sink, too
      throw error;
    }
  }

  const addStream = async (name: string, size: number, content: Iterable<Buffer> | AsyncIterable<Buffer>) => {
    digest.entry(name, size);
    await write(name, size, digest.passing(content));
  };
  return {
    addStream,
    add: (name, bytes) => addStream(name, bytes.length, [bytes]),
    async end(summary) {
      const bytes = Buffer.from(`${JSON.stringify({ ...digest.end(), ...summary }, null, 1)}\n`);
      await write(endName, bytes.length, [bytes]);
      tar.finalize();
      await written;
    },
  };
}

/**
 * Reads an archive, an entry after the other, and returns what its end says. Throws `BrokenArchive` when something is
 * missing or was changed; what was read before must not be used then.
 */
export async function readArchive(
  source: AsyncIterable<Buffer>,
  read: (name: string, size: number, content: AsyncIterable<Buffer>) => Promise<void>,
): Promise<Record<string, unknown>> {
  const tar = extract();
  tar.on("error", () => {}); // the loop below throws it
  const digest = digestOfEntries();
  const fed = feed(tar as unknown as Writable, source);
  let end: Record<string, unknown> | undefined;
  try {
    for await (const entry of tar) {
      const { name, size = 0 } = entry.header;
      if (end) throw new BrokenArchive("The backup goes on after its end.");
      if (name === endName) {
        if (size > endBytesMax) throw new BrokenArchive("The backup's end is too long.");
        end = readEnd(await buffer(entry as unknown as Readable));
        continue;
      }
      digest.entry(name, size);
      await read(name, size, digest.passing(entry as unknown as AsyncIterable<Buffer>));
    }
    await fed;
  } catch (error) {
    throw tarErrors.test((error as Error).message)
      ? new BrokenArchive("This is not a backup, or it was changed.")
      : error;
  } finally {
    tar.destroy();
  }
  const found = digest.end();
  if (!end) throw new BrokenArchive("The backup is cut off: its end is missing.");
  if (end.entries !== found.entries || end.sha256 !== found.sha256)
    throw new BrokenArchive("The backup was changed: its content does not fit its checksum.");
  return end;
}

// Of tar-stream.
const tarErrors = /^(Invalid tar header|Unexpected end of data)/;

/** Writes into the tar reader. What fails here fails there. `pipeline` would lose errors between the two kinds of streams. */
async function feed(tar: Writable, source: AsyncIterable<Buffer>): Promise<void> {
  const closed = once(tar, "close").catch(() => {});
  try {
    for await (const chunk of source) {
      if (tar.destroyed) return;
      if (!tar.write(chunk)) await Promise.race([once(tar, "drain"), closed]);
    }
    tar.end();
  } catch (error) {
    tar.destroy(error as Error);
  }
}

function readEnd(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new BrokenArchive("The backup's end was changed.");
  }
}

/** SHA-256 over the name, the size and the content of each entry. */
function digestOfEntries() {
  const hash = createHash("sha256");
  let entries = 0;
  return {
    entry(name: string, size: number) {
      entries++;
      hash.update(`${name}\0${size}\0`);
    },
    async *passing(chunks: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncIterable<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    end: () => ({ entries, sha256: hash.digest("hex") }),
  };
}
