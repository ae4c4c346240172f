import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { fileSha256 } from "../file-hash.ts";
import type { S3 } from "./client.ts";
import { asStoreError } from "./errors.ts";
import { fingerprintOf } from "./fingerprint.ts";

const MB = 1024 * 1024;
const partBytesMin = 8 * MB;
const partsMax = 10_000;
// Of one file. They are in memory.
const partsAtOnce = 3;

/** Writes a local file. Large ones are sent in parts, and nobody sees an object before its last part is there. */
export async function writeObject(s3: S3, key: string, path: string): Promise<void> {
  const { Upload } = await import("@aws-sdk/lib-storage");
  const { client, settings, use, nameOf } = s3;
  const { size } = await stat(path);
  const sha256 = await fileSha256(path);
  const partSize = Math.max(partBytesMin, Math.ceil(size / partsMax));
  const upload = new Upload({
    client,
    partSize,
    queueSize: partsAtOnce,
    params: {
      Bucket: settings.bucket,
      Key: nameOf(key),
      Body: createReadStream(path, { highWaterMark: MB }),
      ContentType: "application/octet-stream",
      Metadata: { sha256 },
      ...(settings.encryption && {
        ServerSideEncryption: settings.encryption.algorithm,
        SSEKMSKeyId: settings.encryption.kmsKeyId,
      }),
    },
  });
  try {
    await upload.done();
  } catch (error) {
    // The answer to its end may be lost, and then the next try finds no upload.
    const written = await fingerprintOf(s3, key).catch(() => undefined);
    if (written?.sha256 !== sha256) throw asStoreError(error);
  }
  use.wrote(size);
}
