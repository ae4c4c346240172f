import type { S3 } from "./client.ts";
import { asStoreError, isMissing, statusOf } from "./errors.ts";

/** Ends uploads in parts whose process died: their parts take space, but no list of objects shows them. */
export async function abortUnfinished({ sdk, client, settings }: S3, before: Date): Promise<void> {
  try {
    const { Uploads = [] } = await client.send(
      new sdk.ListMultipartUploadsCommand({ Bucket: settings.bucket, Prefix: settings.prefix }),
    );
    for (const { Key, UploadId, Initiated } of Uploads) {
      if (!Initiated || Initiated >= before) continue;
      await client
        .send(new sdk.AbortMultipartUploadCommand({ Bucket: settings.bucket, Key, UploadId }))
        .catch(unlessMissing);
    }
  } catch (error) {
    // Some stores have no such list, or end uploads by rules of their own.
    if (statusOf(error) !== 501) throw asStoreError(error);
  }
}

function unlessMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}
