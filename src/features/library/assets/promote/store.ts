import sql, { join, raw } from "sql-template-tag";
import type { MediaType } from "../../../../media/sniff/media-type.ts";
import type { LockedLibraries } from "../../libraries/store.ts";

export interface SwappedFile {
  id: string;
  parentId: string | null;
  name: string;
  filename: string;
  mediaType: MediaType;
  status: "processing" | "ready" | "failed";
}

/** Locks an asset and a file under it. Each is undefined if it is not there, or in the trash. */
export async function filesToSwap(
  tx: LockedLibraries,
  libraryId: number,
  assetId: string,
  variantId: string,
): Promise<[SwappedFile | undefined, SwappedFile | undefined]> {
  const files = await tx.query<SwappedFile>(
    sql`select id, parent_id as "parentId", name, filename, media_type as "mediaType", status from assets
        where library_id = ${libraryId} and id = any(${[assetId, variantId]}::text[]) and trashed_at is null
        order by id for update`,
  );
  return [
    files.find(({ id }) => id === assetId),
    files.find(({ id, parentId }) => id === variantId && parentId === assetId),
  ];
}

/** The columns that belong to a file, not to the asset that shows it. */
const ofFile = [
  ...["media_type", "bytes", "public_bytes", "sha256", "version", "blob", "stripped", "status", "error"],
  ...["warning", "width", "height", "blurhash", "camera", "edits", "edited_at"],
];

/** Swaps the files of an asset and of one under it. The asset keeps its name, the other takes it: its file had it. */
export async function swapFiles(
  tx: LockedLibraries,
  { asset, variant, filename, at }: { asset: SwappedFile; variant: SwappedFile; filename: string; at: Date },
): Promise<void> {
  await tx.execute(
    sql`update assets a set ${join(ofFile.map((column) => raw(`${column} = b.${column}`)))},
          name = ${asset.name}, filename = case when a.id = ${asset.id} then ${filename} else ${asset.filename} end,
          replaced_at = ${at}, updated_at = ${at}
        from assets b
        where (a.id, b.id) in ((${asset.id}, ${variant.id}), (${variant.id}, ${asset.id}))`,
  );
}
