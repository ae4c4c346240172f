import { fail } from "../../../kernel/failure.ts";
import type { RenditionName } from "../../../media/renditions/names.ts";
import type { OpenBlob } from "../../../platform/blobs/blobs.ts";
import { nameOf } from "../assets/upload/staging/funnel.ts";
import { blobFiles } from "../files/blob-files.ts";
import type { LibraryServices } from "../services.ts";
import { perAsset } from "./per-asset.ts";
import { type Delivery, describeDelivery } from "./send.ts";
import type { LinkedAsset } from "./store.ts";

/** How an asset's file is delivered, or its copy without private metadata. */
export function fullSize(
  asset: LinkedAsset,
  stripped: boolean,
  download: boolean,
  cacheControl: string,
): Delivery {
  // A separate ETag, because some caches ignore the query string.
  const variant = `${asset.stripped && !stripped ? "-private" : ""}${download ? "-download" : ""}`;
  return describedOnce(asset, variant, () => ({
    etag: `"${asset.version}${variant}"`,
    type: asset.mediaType,
    filename: asset.filename,
    modified: asset.fileAt,
    disposition: download ? "attachment" : "inline",
    cacheControl,
  }));
}

/** How one of a picture's sizes is delivered. */
export function rendition(asset: LinkedAsset, name: RenditionName, cacheControl: string): Delivery {
  return describedOnce(asset, `${name} ${cacheControl}`, () => ({
    etag: `"${asset.version}-${name}"`,
    type: "image/webp",
    filename: `${nameOf(asset.filename)}-${name}.webp`,
    modified: asset.fileAt,
    disposition: "inline",
    cacheControl,
  }));
}

// Cached as long as the link.
const described = perAsset<Delivery>();

const describedOnce = (
  asset: LinkedAsset,
  variant: string,
  describe: () => Parameters<typeof describeDelivery>[0],
): Delivery => described(asset, variant, () => describeDelivery(describe()));

export async function openOriginal(
  { blobs }: LibraryServices,
  { blob }: LinkedAsset,
  stripped: boolean,
): Promise<OpenBlob> {
  const file = await blobs.open(blobFiles(blob)[stripped ? "public" : "original"]);
  if (!file) throw fail.missing("asset"); // purged meanwhile
  return file;
}
