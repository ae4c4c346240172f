import { fail } from "../../../../kernel/failure.ts";
import { isPicture } from "../../../../media/sniff/is-picture.ts";
import { emit } from "../../../webhooks/emit.ts";
import { deleteBlobsLater } from "../../jobs.ts";
import type { LockedLibraries } from "../../libraries/store.ts";
import { purgeFromCdnLater } from "../store.ts";
import { unnamed } from "./staging/funnel.ts";
import { renamedFor } from "./staging/renamed-for.ts";
import type { StagedFile } from "./staging/staged-file.ts";
import { fileToReplace, setFile } from "./store.ts";

export interface Replacement {
  organizationId: number;
  libraryId: number;
  librarySlug: string;
  assetId: string;
  file: StagedFile;
  at: Date;
}

/**
 * Puts a staged file in the place of an asset's, at the same link. The old file is deleted after the commit, and caches and
 * the CDN forget it.
 */
export async function replaceFile(
  tx: LockedLibraries,
  { organizationId, libraryId, librarySlug, assetId, file, at }: Replacement,
): Promise<void> {
  const before = await fileToReplace(tx, libraryId, assetId);
  if (!before) throw fail.missing("asset");
  await purgeFromCdnLater(tx, [assetId]);
  const filename = file.filename === unnamed ? renamedFor(file.mediaType, before) : file.filename;
  await setFile(tx, organizationId, assetId, { ...file, filename }, at);
  await deleteBlobsLater(tx, [before.blob]);
  const event = [{ asset_id: assetId, library_id: librarySlug }];
  await emit(tx, organizationId, "asset.replaced", event, at);
  if (!isPicture(file.mediaType)) await emit(tx, organizationId, "asset.ready", event, at);
}
