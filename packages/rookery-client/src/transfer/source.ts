/** What can be uploaded. Node's streams are iterable, so they can. `rookery-client/node` opens paths. */
export type UploadSource =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/** A file of a known size that is read from front to back. */
export interface Source {
  size: number;
  /** Undefined if it does not say. */
  filename: string | undefined;
  /** Its bytes from `start` to `end`. A stream may be read again only as far back as the last part. */
  part(start: number, end: number): Promise<Blob>;
}

/** What a `Blob` takes: nothing that other threads may change. */
type Bytes = Uint8Array<ArrayBuffer>;

/** Reads a source. A stream without a size is read to its end first, since uploads begin with their size. */
export async function openSource(given: UploadSource, size: number | undefined): Promise<Source> {
  if (given instanceof Blob) return ofBlob(given);
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given))
    return ofBlob(new Blob([given as ArrayBuffer]));
  const chunks = chunksOf(given);
  if (size !== undefined) return ofStream(chunks, size);
  const whole: Bytes[] = [];
  for await (const chunk of chunks) whole.push(chunk as Bytes);
  return ofBlob(new Blob(whole));
}

const ofBlob = (blob: Blob): Source => ({
  size: blob.size,
  filename: blob instanceof File ? blob.name : undefined,
  part: async (start, end) => blob.slice(start, end),
});

/** Keeps what was read of the last part, which may have to be sent again. */
function ofStream(chunks: AsyncIterator<Uint8Array>, size: number): Source {
  let kept = new Blob([]);
  let keptFrom = 0;
  const mismatch = (has: string) => new TypeError(`The stream has ${has} bytes than its 'size', ${size}.`);
  return {
    size,
    filename: undefined,
    async part(start, end) {
      const read: Bytes[] = [];
      let readTo = keptFrom + kept.size;
      while (readTo < end) {
        const { value, done } = await chunks.next();
        if (done) throw mismatch("fewer");
        readTo += value.byteLength;
        // Parts before `start` have arrived at the server: an upload goes on.
        if (readTo > start) read.push(value as Bytes);
        else {
          kept = new Blob([]);
          keptFrom = readTo;
        }
      }
      if (end === size && (readTo > size || !(await chunks.next()).done)) throw mismatch("more");
      const skipped = Math.max(0, start - keptFrom);
      kept = new Blob([kept, ...read]).slice(skipped);
      keptFrom += skipped;
      return kept.slice(start - keptFrom, end - keptFrom);
    },
  };
}

/** Not every browser iterates its own streams. */
async function* chunksOf(
  stream: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (!(stream instanceof ReadableStream)) return yield* stream;
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.releaseLock();
  }
}
