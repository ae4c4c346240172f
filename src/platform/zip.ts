import { Readable } from "node:stream";
import { type EndOptions, ZipFile } from "yazl";

/** One file of an archive. */
export interface ZipEntry {
  name: string;
  modified: Date;
  /** Undefined if unknown. */
  bytes: number | undefined;
  /** Called when it is this file's turn. */
  open(): Promise<Readable>;
}

export interface Zip {
  stream: Readable;
  /** The size of the whole archive. Undefined if a file's is unknown. */
  bytes: number | undefined;
}

/**
 * Streams files as a ZIP archive, one after the other and without compression, since pictures and videos are compressed
 * already. Destroying the stream closes the file that is being read. A file that cannot be read whole destroys the stream.
 */
export function openZip(entries: readonly ZipEntry[]): Zip {
  const zip = new ZipFile();
  const stream = zip.outputStream as Readable;
  let reading: Readable | undefined;
  zip.on("error", (error) => stream.destroy(error as Error));
  stream.once("close", () => reading?.destroy());
  for (const { name, modified, bytes, open } of entries) {
    zip.addReadStreamLazy(
      name,
      { compress: false, mtime: modified, ...(bytes !== undefined && { size: bytes }) },
      (done) => {
        open().then(
          (file) => {
            reading = file;
            if (stream.destroyed) file.destroy();
            file.once("error", (error) => stream.destroy(error));
            done(null, file);
          },
          (error) => done(error, Readable.from([])),
        );
      },
    );
  }
  let total = -1;
  const end = zip.end.bind(zip) as (options: Partial<EndOptions>, onTotal: (bytes: number) => void) => void;
  end({ forceZip64Format: needsZip64(entries) }, (bytes) => {
    total = bytes;
  });
  return { stream, bytes: total < 0 ? undefined : total };
}

// From here on, yazl 3.3.1 announces a larger archive than it writes unless ZIP64 is forced.
const directoryBytesMax = 0xffff;
// 46 and a time of 9, and 28 for a file above 4 GB.
const directoryBytesOfEach = 83;

const needsZip64 = (entries: readonly ZipEntry[]) =>
  entries.reduce((sum, { name }) => sum + Buffer.byteLength(name) + directoryBytesOfEach, 0) >=
  directoryBytesMax;
