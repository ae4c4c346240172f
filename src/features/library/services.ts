import { operationsOver } from "../../kernel/operation.ts";
import type { KernelServices } from "../../kernel/services.ts";
import type { BlobStore } from "../../platform/blobs/blobs.ts";
import type { CacheArea } from "../../platform/blobs/cache-area.ts";
import type { Mailer } from "../../platform/mail/mailer.ts";
import type { PublicFetch } from "../../platform/net/public-fetch.ts";
import type { Secret } from "../../platform/secret.ts";
import type { AssetRow } from "./assets/row/store.ts";
import type { AssetKey } from "./assets/store.ts";
import type { Funnel } from "./assets/upload/staging/funnel.ts";
import type { StagedBytes } from "./assets/upload/storage.ts";
import type { Links } from "./delivery/links.ts";
import type { Renditions } from "./files/renditions.ts";
import type { Transforms } from "./files/transforms.ts";

/** The services that the library feature needs. */
export interface LibraryServices extends KernelServices {
  secret: Secret;
  mailer: Mailer;
  blobs: BlobStore;
  links: Links;
  funnel: Funnel;
  stagedBytes: StagedBytes;
  renditions: Renditions;
  transforms: Transforms;
  /** What `transforms` made, below the name of the blob. */
  cacheArea: CacheArea;
  /** What this node keeps on disk of files in an S3 store. */
  copies: CacheArea | undefined;
  publicFetch: PublicFetch;
  /** See `assetsByKey`. */
  assetByKey(key: AssetKey): Promise<AssetRow | undefined>;
}

export const defineOperation = operationsOver<LibraryServices>();
