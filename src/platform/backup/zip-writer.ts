import { createHash } from "node:crypto";
import { Readable, type Writable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

/** A ZIP file whose last entry tells whether all others are there, and unchanged. */
export interface ZipWriter {
  /** Returns how many bytes it was. `packed` content is compressed. */
  add(
    name: string,
    content: Iterable<Buffer> | AsyncIterable<Buffer>,
    options?: { packed?: boolean },
  ): Promise<number>;
  /** Writes the last entry, which says what the file holds. Resolves when everything was written. */
  end(summary: object): Promise<void>;
}

export const zipEndName = "end.json";

/** Writes into streams, of which the last is a sink. Memory grows by some hundred bytes for each entry. */
export function zipInto(at: Date, ...streams: [Writable, ...Writable[]]): ZipWriter {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on("error", (error) => output.destroy(error as Error));
  const written = pipeline([output, ...streams] as never) as Promise<void>;
  // A sink that failed takes no more: waiting for it would never end.
  const failure = written.then(() => new Promise<never>(() => {}));
  failure.catch(() => {});
  const digest = digestOfZip();

  async function put(
    name: string,
    content: Iterable<Buffer> | AsyncIterable<Buffer>,
    packed: boolean,
  ): Promise<{ bytes: number; sha256: string }> {
    const hash = createHash("sha256");
    let bytes = 0;
    async function* hashed() {
      for await (const chunk of content) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    }
    const source = Readable.from(hashed(), { objectMode: false });
    zip.addReadStream(source, name, { compress: packed, mtime: at, mode: 0o100600 });
    await Promise.race([finished(source), failure]);
    return { bytes, sha256: hash.digest("hex") };
  }

  return {
    async add(name, content, { packed = false } = {}) {
      const { bytes, sha256 } = await put(name, content, packed);
      digest.entry(name, sha256);
      return bytes;
    },
    async end(summary) {
      const bytes = Buffer.from(`${JSON.stringify({ ...digest.end(), ...summary }, null, 1)}\n`);
      await put(zipEndName, [bytes], false);
      zip.end();
      await written;
    },
  };
}

/** SHA-256 over the name and the SHA-256 of each entry. */
export function digestOfZip() {
  const hash = createHash("sha256");
  let entries = 0;
  return {
    entry(name: string, sha256: string) {
      entries++;
      hash.update(`${name}\0${sha256}\n`);
    },
    end: () => ({ entries, sha256: hash.digest("hex") }),
  };
}
