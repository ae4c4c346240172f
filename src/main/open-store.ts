import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { BlobStore } from "../platform/blobs/blobs.ts";
import { type CacheArea, openCacheArea } from "../platform/blobs/cache-area.ts";
import { folderBlobStore } from "../platform/blobs/folder.ts";
import { withLocalCopies } from "../platform/blobs/local-copies.ts";
import { openS3 } from "../platform/blobs/s3/client.ts";
import { awaitStore } from "../platform/blobs/s3/probe.ts";
import { s3BlobStore } from "../platform/blobs/s3/store.ts";
import { countStoreUse, type StoreUse } from "../platform/blobs/store-use.ts";
import { twoStores } from "../platform/blobs/two-stores.ts";
import type { Config } from "../platform/config.ts";

/** The stores that the settings name. */
export interface Stores {
  /** Where everything is read and written. */
  blobs: BlobStore;
  folder: BlobStore;
  s3: BlobStore | undefined;
  /** What this node keeps on disk of the files in S3. */
  copies: CacheArea | undefined;
}

export async function openStores(config: Config, use: StoreUse = countStoreUse()): Promise<Stores> {
  const root = join(config.dataDir, "blobs");
  const staging = join(config.dataDir, "staging");
  const folder = folderBlobStore(root);
  if (!config.s3) return { blobs: folder, folder, s3: undefined, copies: undefined };
  const s3 = s3BlobStore(await openS3(config.s3, { use }), staging);
  const copies = openCacheArea(join(config.dataDir, "copies"), { bytesMax: config.s3.copiesBytesMax });
  const near = withLocalCopies(s3, copies, staging);
  return { blobs: await together(config, near, folder, root), folder, s3, copies };
}

/** The configured stores as one, with no copies between: what it reads is what is stored. */
export async function openRawStore(config: Config): Promise<BlobStore> {
  const { folder, s3 } = await openStores(config);
  if (!s3) return folder;
  return config.store === "s3" ? twoStores(s3, folder) : twoStores(folder, s3);
}

/** The folder is used while it has files, and those of S3 as long as it is set. */
async function together(config: Config, s3: BlobStore, folder: BlobStore, root: string): Promise<BlobStore> {
  if (config.store === "folder") return twoStores(folder, s3);
  return (await isEmpty(root)) ? s3 : twoStores(s3, folder);
}

async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names.length === 0;
}

// A probe is tried again, so each request is sent once.
const patience = { silenceMaxMs: 3_000, attemptsMax: 1 };

/** Tries out the S3 store, if there is one, and waits for it. Throws a startup error that says which setting is wrong. */
export async function probeStore({ s3 }: Config): Promise<void> {
  if (!s3) return;
  const opened = await openS3(s3, { use: countStoreUse(), ...patience });
  try {
    await awaitStore(opened);
  } finally {
    opened.client.destroy();
  }
}
