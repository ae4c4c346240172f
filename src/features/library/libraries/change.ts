import type { Database } from "../../../platform/database/database.ts";
import { type LockedLibraries, lockLibraries } from "./store.ts";

/**
 * Runs `work` in a transaction that holds the locks of these libraries. Store functions that change what a library
 * holds take a `LockedLibraries`, which nothing else makes.
 */
export function changeLibraries<T>(
  database: Database,
  libraryIds: readonly number[],
  work: (tx: LockedLibraries) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => work(await lockLibraries(tx, libraryIds)));
}
