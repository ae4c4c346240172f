import { createHash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { BlobMissing, type BlobStore, type ListedBlob, type OpenBlob } from "../blobs.ts";
import { isKey, requireKey } from "../keys.ts";
import type { S3 } from "./client.ts";
import { asStoreError, fromStore, isMissing } from "./errors.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { linkTo } from "./link.ts";
import { openObject } from "./read.ts";
import { abortUnfinished } from "./unfinished.ts";
import { writeObject } from "./write.ts";

// S3 takes 1,000. Stores with replicas delete some ten in a second, and a longer silence would be taken for a fault.
const deletedAtOnce = 100;

/** Blobs as objects of a bucket. `workFolder` is for local copies while they are read as files. */
export function s3BlobStore(s3: S3, workFolder: string): BlobStore {
  const open = (key: string) => {
    requireKey(key);
    return openObject(s3, key);
  };

  async function inFile<T>(
    key: string,
    blob: OpenBlob | undefined,
    work: (path: string) => Promise<T>,
  ): Promise<T> {
    if (!blob) throw new BlobMissing(key);
    await mkdir(workFolder, { recursive: true, mode: 0o700 });
    const path = join(workFolder, `s3-${randomBytes(16).toString("hex")}`);
    try {
      await pipeline(blob.stream(), createWriteStream(path, { mode: 0o600 })).catch((error) => {
        throw isMissing(error) ? new BlobMissing(key) : error;
      });
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  return {
    async put(key, path) {
      requireKey(key);
      await writeObject(s3, key, path);
      await rm(path);
    },

    open,

    async delete(keys) {
      keys.forEach(requireKey);
      for (let at = 0; at < keys.length; at += deletedAtOnce)
        await deleteObjects(s3, keys.slice(at, at + deletedAtOnce));
    },

    withFile: async (key, work) => inFile(key, await open(key), work),

    async withFileAsItIs(key, work) {
      requireKey(key);
      return inFile(key, await openObject(s3, key, { asItIs: true }), work);
    },

    list: () => listObjects(s3),

    async has(key) {
      requireKey(key);
      return (await fingerprintOf(s3, key)) !== undefined;
    },

    async fingerprint(key) {
      requireKey(key);
      const found = await fingerprintOf(s3, key);
      if (!found) return undefined;
      const { bytes = 0, sha256 } = found;
      // Written by another program.
      return { bytes, sha256: sha256 ?? (await hashOfObject(s3, key)) };
    },

    async link(key, blob) {
      requireKey(key);
      return s3.settings.redirect ? linkTo(s3, key, blob) : undefined;
    },

    sweep: (before) => abortUnfinished(s3, before),

    async check() {
      const { sdk, client, settings } = s3;
      await fromStore(
        client.send(
          new sdk.ListObjectsV2Command({ Bucket: settings.bucket, Prefix: settings.prefix, MaxKeys: 1 }),
        ),
      );
    },
  };
}

async function deleteObjects({ sdk, client, settings, nameOf }: S3, keys: readonly string[]): Promise<void> {
  const Objects = keys.map((key) => ({ Key: nameOf(key) }));
  const { Errors = [] } = await fromStore(
    client.send(new sdk.DeleteObjectsCommand({ Bucket: settings.bucket, Delete: { Objects, Quiet: true } })),
  );
  const failed = Errors.find(({ Code }) => Code !== "NoSuchKey");
  if (failed)
    throw asStoreError(Object.assign(new Error(failed.Message ?? failed.Key), { name: failed.Code }));
}

async function* listObjects({ sdk, client, settings }: S3): AsyncIterable<ListedBlob> {
  let ContinuationToken: string | undefined;
  do {
    const page = await fromStore(
      client.send(
        new sdk.ListObjectsV2Command({
          Bucket: settings.bucket,
          Prefix: settings.prefix,
          ...(ContinuationToken !== undefined && { ContinuationToken }),
        }),
      ),
    );
    for (const { Key = "", Size = 0 } of page.Contents ?? []) {
      const key = Key.slice(settings.prefix.length);
      if (isKey(key)) yield { key, bytes: Size };
    }
    ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (ContinuationToken !== undefined);
}

async function hashOfObject(s3: S3, key: string): Promise<string> {
  const blob = await openObject(s3, key);
  if (!blob) throw new BlobMissing(key);
  const hash = createHash("sha256");
  await pipeline(blob.stream(), hash);
  return hash.digest("hex");
}
