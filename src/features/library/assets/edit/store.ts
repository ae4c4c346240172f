import sql from "sql-template-tag";
import type { MediaType } from "../../../../media/sniff/media-type.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import type { LockedLibraries } from "../../libraries/store.ts";
import type { SavedEdits } from "./edits.ts";

export interface Editable {
  mediaType: MediaType;
  status: "processing" | "ready" | "failed";
  width: number | null;
  height: number | null;
  edits: SavedEdits | null;
}

/** Locks an asset that is about to be edited. Undefined if the library has no such asset. */
export function assetToEdit(
  tx: LockedLibraries,
  libraryId: number,
  assetId: string,
): Promise<Editable | undefined> {
  return tx.maybe<Editable>(
    sql`select media_type as "mediaType", status, width, height, edits from assets
        where library_id = ${libraryId} and id = ${assetId} and trashed_at is null for update`,
  );
}

/** Saves an asset's edits, or removes them. `suffix` ends its version. Returns the version. */
export async function saveEdits(
  tx: LockedLibraries,
  assetId: string,
  edits: SavedEdits | null,
  suffix: string,
  at: Date,
): Promise<string> {
  const { version } = await tx.one<{ version: string }>(
    sql`update assets set edits = ${edits && JSON.stringify(edits)}::jsonb,
          version = split_part(version, '-', 1) || ${suffix}, edited_at = ${at}, updated_at = ${at}
        where id = ${assetId} returning version`,
  );
  return version;
}

/** Sets the placeholder of a picture that still looks like this version. */
export async function savePlaceholder(
  db: Queryable,
  assetId: string,
  version: string,
  blurhash: string,
  at: Date,
): Promise<void> {
  await db.execute(
    sql`update assets set blurhash = ${blurhash}, updated_at = ${at}
        where id = ${assetId} and version = ${version} and blurhash is distinct from ${blurhash}`,
  );
}
