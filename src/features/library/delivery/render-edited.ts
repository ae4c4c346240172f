import { blurhashOf } from "../../../media/renditions/blurhash.ts";
import type { OpenBlob } from "../../../platform/blobs/blobs.ts";
import { savePlaceholder } from "../assets/edit/store.ts";
import type { EditedAsset } from "../jobs.ts";
import type { LibraryServices } from "../services.ts";
import { openRendition } from "./renditions.ts";
import { linkedAsset } from "./store.ts";

/** Renders the thumbnails of an edited picture before somebody asks for them, and makes its placeholder anew. */
export async function renderEdited(
  services: LibraryServices,
  { assetId, version }: EditedAsset,
): Promise<void> {
  const asset = await linkedAsset(services.database, assetId);
  if (asset?.version !== version) return; // trashed, or edited again
  const thumbnail = await bytesOf(await openRendition(services, asset, "400"));
  await (await openRendition(services, asset, "800")).close();
  await savePlaceholder(
    services.database,
    assetId,
    version,
    await blurhashOf(thumbnail),
    services.clock.now(),
  );
}

async function bytesOf(blob: OpenBlob): Promise<Buffer> {
  if (blob.content) return blob.content;
  return Buffer.concat(await blob.stream().toArray());
}
