import type { Database } from "../../platform/database/database.ts";
import { librariesWithAssetsOf, removeAssets, someAssets } from "./assets/store.ts";
import { changeLibraries } from "./libraries/change.ts";
import { deleteLibraries } from "./libraries/store.ts";

const assetsPerTransaction = 500;

/**
 * Deletes an organization's libraries with everything in them. Jobs, queued in the same transactions, delete the files. Safe
 * to repeat after a crash.
 */
export async function eraseLibraries(database: Database, organizationId: number): Promise<void> {
  for (const libraryId of await librariesWithAssetsOf(database, organizationId)) {
    while (await removeSomeAssets(database, libraryId)) {}
  }
  await database.transaction((tx) => deleteLibraries(tx, organizationId));
}

function removeSomeAssets(database: Database, libraryId: number): Promise<boolean> {
  return changeLibraries(database, [libraryId], async (tx) => {
    const ids = await someAssets(tx, libraryId, assetsPerTransaction);
    await removeAssets(tx, ids);
    return ids.length > 0;
  });
}
