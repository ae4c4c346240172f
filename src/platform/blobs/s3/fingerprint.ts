import type { Fingerprint } from "../blobs.ts";
import type { S3 } from "./client.ts";
import { asStoreError, isMissing } from "./errors.ts";

/** The size of an object and the hash that it was written with. */
export async function fingerprintOf(s3: S3, key: string): Promise<Partial<Fingerprint> | undefined> {
  const { sdk, client, settings, nameOf } = s3;
  try {
    const found = await client.send(new sdk.HeadObjectCommand({ Bucket: settings.bucket, Key: nameOf(key) }));
    return { bytes: found.ContentLength ?? 0, sha256: found.Metadata?.sha256 };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw asStoreError(error);
  }
}
