import { type FileHandle, open } from "node:fs/promises";
import { UnreadablePicture } from "./unreadable-picture.ts";

/**
 * Random reads of a file or a buffer. `read` throws `UnreadablePicture` ("endsEarly") past the end. Reuse one buffer with
 * `into` for many reads: a new buffer for each costs more in garbage collection than the reads.
 */
export interface ByteSource {
  readonly size: number;
  read(at: number, length: number, into?: Buffer): Promise<Buffer>;
}

/** No structure of any container is larger. Picture data is copied or scanned in windows, never read at once. */
export const readBytesMax = 16 * 1024 * 1024;

/** One window serves many short reads of headers. */
const windowBytes = 256 * 1024;

/** Reads an open file of `size` bytes, which the caller closes. Do not write to the returned buffers. */
export function fileSource(file: FileHandle, size: number): ByteSource {
  let window: Buffer = Buffer.alloc(0);
  let windowAt = 0;
  return {
    size,
    async read(at, length, into) {
      refuseOutside(at, length, size);
      if (into) return readFully(file, at, into.subarray(0, length));
      if (at < windowAt || at + length > windowAt + window.length) {
        window = await readFully(
          file,
          at,
          Buffer.allocUnsafe(Math.min(Math.max(length, windowBytes), size - at)),
        );
        windowAt = at;
      }
      return window.subarray(at - windowAt, at - windowAt + length);
    },
  };
}

/** Reads of a file that is opened here, and closed by `await using`. */
export async function openSource(path: string): Promise<ByteSource & AsyncDisposable> {
  const file = await open(path, "r");
  const source = fileSource(file, (await file.stat()).size);
  return { ...source, [Symbol.asyncDispose]: () => file.close() };
}

export function memorySource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    async read(at, length) {
      refuseOutside(at, length, bytes.length);
      return bytes.subarray(at, at + length);
    },
  };
}

function refuseOutside(at: number, length: number, size: number): void {
  if (!(at >= 0 && length >= 0) || at + length > size) throw new UnreadablePicture("endsEarly");
  if (length > readBytesMax) throw new UnreadablePicture("damaged");
}

async function readFully(file: FileHandle, at: number, bytes: Buffer): Promise<Buffer> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, at + filled);
    if (bytesRead === 0) throw new UnreadablePicture("endsEarly");
    filled += bytesRead;
  }
  return bytes;
}
