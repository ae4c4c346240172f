import { PassThrough, type Writable } from "node:stream";
import type { S3 } from "./client.ts";
import { asStoreError } from "./errors.ts";

const MB = 1024 * 1024;
const partBytesMin = 16 * MB;
const partsMax = 10_000;
// They are in memory.
const partsAtOnce = 2;

/**
 * Writes an object from a stream of unknown length. Nobody sees it before its end, and after a failure no part is left.
 * `bytesMax` is a bound on its length, which decides how large the parts are.
 */
export async function writeStream<T>(
  s3: S3,
  key: string,
  bytesMax: number,
  write: (target: Writable) => Promise<T>,
): Promise<T> {
  const { Upload } = await import("@aws-sdk/lib-storage");
  const { client, settings, nameOf } = s3;
  const body = new PassThrough({ highWaterMark: MB });
  const upload = new Upload({
    client,
    partSize: Math.max(partBytesMin, Math.ceil(bytesMax / partsMax)),
    queueSize: partsAtOnce,
    params: {
      Bucket: settings.bucket,
      Key: nameOf(key),
      Body: body,
      ContentType: "application/octet-stream",
      ...(settings.encryption && {
        ServerSideEncryption: settings.encryption.algorithm,
        SSEKMSKeyId: settings.encryption.kmsKeyId,
      }),
    },
  });
  const uploaded = upload.done();
  // Whoever writes hears of it when the store fails, and the store when the writer does.
  uploaded.catch((error) => body.destroy(error));
  try {
    const result = await write(body);
    if (!body.writableEnded) body.end();
    await uploaded;
    return result;
  } catch (error) {
    body.destroy(error as Error);
    await upload.abort().catch(() => {});
    const failed = await uploaded.then(
      () => undefined,
      (reason) => reason,
    );
    throw error === failed ? asStoreError(error) : error;
  }
}
