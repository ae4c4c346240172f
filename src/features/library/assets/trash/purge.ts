import { dayMs } from "../../../../platform/clock.ts";
import type { Database } from "../../../../platform/database/database.ts";
import { changeLibraries } from "../../libraries/change.ts";
import type { LibraryServices } from "../../services.ts";
import { removeAssets } from "../store.ts";
import { choosePurged, libraryWithOldTrash, type Purged } from "./store.ts";

const assetsPerTransaction = 200;

/** Permanently deletes assets that were in the trash for longer than `trashDays`, with their views. */
export async function purgeTrash({ database, clock, config }: LibraryServices): Promise<void> {
  const before = new Date(clock.now().getTime() - config.trashDays * dayMs);
  for (;;) {
    const libraryId = await libraryWithOldTrash(database, before);
    if (libraryId === undefined) return;
    await purgeSome(database, libraryId, { before });
  }
}

/** Permanently deletes these assets if they are in the library's trash, with their views. Returns the deleted ids. */
export async function purgeFromTrash(
  database: Database,
  libraryId: number,
  ids: readonly string[],
): Promise<string[]> {
  const purged = new Set(await purgeSome(database, libraryId, { ids }));
  return [...new Set(ids)].filter((id) => purged.has(id));
}

/** Permanently deletes everything in the library's trash. Returns the number of assets. */
export async function purgeWholeTrash(database: Database, libraryId: number): Promise<number> {
  for (let count = 0; ; ) {
    const purged = await purgeSome(database, libraryId, "all");
    if (purged.length === 0) return count;
    count += purged.length;
  }
}

function purgeSome(database: Database, libraryId: number, which: Purged): Promise<string[]> {
  return changeLibraries(database, [libraryId], async (tx) => {
    const ids = await choosePurged(tx, libraryId, which, assetsPerTransaction);
    await removeAssets(tx, ids);
    return ids;
  });
}
