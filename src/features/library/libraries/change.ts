import type { Database } from "../../../platform/database/database.ts";
import { type LockedLibraries, lockLibraries } from "./store.ts";

/**
 * Runs `work` in a transaction that locks these libraries. Store functions that change a library's content take a
 * `LockedLibraries`, which only locking creates.
 */
export function changeLibraries<T>(
  database: Database,
  libraryIds: readonly number[],
  work: (tx: LockedLibraries) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => work(await lockLibraries(tx, libraryIds)));
}
