import { dropJobs } from "../../../kernel/job.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { removePostings } from "../index/store.ts";
import { learningJob } from "../jobs.ts";
import * as store from "./store/erase.ts";

/**
 * Erases exchanges of a user in this transaction, with their index entries and the facts learned from them. Lock the user
 * first. Returns how many were erased. An exchange that is stored `again` keeps its Idempotency-Key.
 */
export async function eraseInteractions(
  tx: Queryable,
  userId: string,
  which: store.Which,
  { again = false } = {},
): Promise<{ interactions: number; facts: number }> {
  const erased = await store.deleteInteractions(tx, userId, which);
  if (erased.length === 0) return { interactions: 0, facts: 0 };
  await removePostings(
    tx,
    userId,
    erased.filter(({ buffered }) => !buffered),
  );
  const facts = await store.deleteFactsFrom(
    tx,
    userId,
    erased.map(({ id }) => id),
  );
  if (!again) await store.forgetKeysOf(tx, erased);
  await store.countErased(tx, userId, erased);
  await dropJobs(
    tx,
    erased.filter(({ unlearned }) => unlearned).map(({ id }) => learningJob.keyOf(id)),
  );
  return { interactions: erased.length, facts };
}
