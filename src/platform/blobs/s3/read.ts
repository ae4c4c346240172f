import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { GetObjectCommandOutput } from "@aws-sdk/client-s3";
import { type ByteRange, type OpenBlob, StoreUnavailable, WrongBytes } from "../blobs.ts";
import type { S3 } from "./client.ts";
import { asStoreError, isMissing, statusOf } from "./errors.ts";

// One request fetches all of most files: thumbnails, and what the memory cache takes.
const firstBytes = 256 * 1024;
// Without a byte in between.
const cutsMax = 4;
const pauseMs = 200;

/** An object, of which the first bytes are here. */
interface Begun {
  bytes: number;
  etag: string | undefined;
  /** In hex. Missing if the object was not written by `writeObject`. */
  sha256: string | undefined;
  head: Buffer;
}

/** Opens an object; undefined if there is none. `asItIs` takes whatever bytes it has. */
export async function openObject(
  s3: S3,
  key: string,
  { asItIs = false } = {},
): Promise<OpenBlob | undefined> {
  const begun = await begin(s3, key, asItIs);
  if (!begun) return undefined;
  const { bytes, head } = begun;
  const stream = (range: ByteRange = { start: 0, end: bytes - 1 }) =>
    Readable.from(bytesOf(s3, key, begun, range), { objectMode: false });
  return { bytes, ...(head.length === bytes && { content: head }), stream, async close() {} };
}

/** Begins to read. A whole object must have its hash: it is read again if it was damaged on its way. */
async function begin(s3: S3, key: string, asItIs: boolean): Promise<Begun | undefined> {
  for (let cuts = 0; ; ) {
    try {
      const begun = await first(s3, key);
      if (begun && asItIs) return { ...begun, sha256: undefined };
      if (begun && begun.head.length === begun.bytes) mustHaveHash(begun.sha256, sha256(begun.head));
      return begun;
    } catch (error) {
      await afterCut(s3, error, ++cuts);
    }
  }
}

async function first(s3: S3, key: string): Promise<Begun | undefined> {
  try {
    const { answer, body } = await get(s3, key, { start: 0, end: firstBytes - 1 });
    const bytes = Number(answer.ContentRange?.split("/").at(-1) ?? answer.ContentLength);
    const { ETag: etag, Metadata } = answer;
    const whole = await collect(body, Math.min(bytes, firstBytes));
    return { bytes, etag, sha256: Metadata?.sha256, head: whole };
  } catch (error) {
    if (isMissing(error)) return undefined;
    if (statusOf(error) !== 416) throw error;
    return { bytes: 0, etag: undefined, sha256: undefined, head: Buffer.alloc(0) }; // an empty object has no ranges
  }
}

/** The bytes of a range. A connection that breaks is opened again at the next byte. */
async function* bytesOf(s3: S3, key: string, begun: Begun, range: ByteRange): AsyncGenerator<Buffer> {
  const { end } = range;
  const check = checked(begun, range);
  let at = range.start;
  let cuts = 0;
  if (at < begun.head.length && at <= end) {
    const chunk = begun.head.subarray(at, end + 1);
    at += chunk.length;
    yield check(chunk, at > end);
  }
  while (at <= end) {
    try {
      const { body } = await get(s3, key, { start: at, end }, begun.etag);
      for await (const chunk of body) {
        at += chunk.length;
        cuts = 0;
        yield check(chunk, at > end);
      }
      if (at <= end) throw new StoreUnavailable(`The S3 store ended ${key} before its last byte`);
    } catch (error) {
      if (isMissing(error) || error instanceof WrongBytes) throw error;
      await afterCut(s3, error, ++cuts);
    }
  }
}

/** Passes chunks on. The last one of a whole object is refused if they do not have its hash: no reader gets all of them. */
function checked({ bytes, sha256: expected }: Begun, { start, end }: ByteRange) {
  const isWhole = start === 0 && end === bytes - 1;
  const hash = isWhole && expected !== undefined ? createHash("sha256") : undefined;
  let left = end - start + 1;
  return (chunk: Buffer, isLast: boolean): Buffer => {
    left -= chunk.length;
    if (left < 0) throw new WrongBytes("The S3 store sent more than it was asked for");
    hash?.update(chunk);
    if (isLast && hash) mustHaveHash(expected, hash.digest("hex"));
    return chunk;
  };
}

async function get(s3: S3, key: string, { start, end }: ByteRange, etag?: string) {
  const { sdk, client, settings, nameOf } = s3;
  const answer: GetObjectCommandOutput = await client.send(
    new sdk.GetObjectCommand({
      Bucket: settings.bucket,
      Key: nameOf(key),
      Range: `bytes=${start}-${end}`,
      ...(etag !== undefined && { IfMatch: etag }),
    }),
  );
  const body = answer.Body as unknown as Readable;
  if (answer.ContentRange === undefined ? start === 0 : answer.ContentRange.startsWith(`bytes ${start}-`))
    return { answer, body: counted(s3, body) };
  body.destroy();
  throw new StoreUnavailable(`The S3 store sent another range of ${key}`);
}

async function* counted({ use }: S3, chunks: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    use.read(chunk.length);
    yield chunk;
  }
}

async function collect(chunks: AsyncIterable<Buffer>, bytes: number): Promise<Buffer> {
  // Not from Node's shared pool: a cached slice would keep the whole pool in memory.
  const whole = Buffer.allocUnsafeSlow(bytes);
  let filled = 0;
  for await (const chunk of chunks) {
    filled += chunk.copy(whole, filled);
    if (filled === bytes) break;
  }
  if (filled < bytes) throw new StoreUnavailable(`The S3 store ended after ${filled} of ${bytes} bytes`);
  return whole;
}

function mustHaveHash(expected: string | undefined, found: string): void {
  if (expected !== undefined && expected !== found)
    throw new WrongBytes(`The S3 store sent bytes with the SHA-256 ${found}, but ${expected} was written`);
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** Whether it is the end of several attempts. What breaks after an answer began is not tried again by the SDK. */
const wasTried = (error: unknown) => (error as { $metadata?: object }).$metadata !== undefined;

/** Waits before the next try, or throws the error if there were too many. */
async function afterCut({ use }: S3, error: unknown, cuts: number): Promise<void> {
  if (cuts >= cutsMax || wasTried(error)) throw asStoreError(error);
  use.resumed();
  await sleep(pauseMs * cuts);
}
