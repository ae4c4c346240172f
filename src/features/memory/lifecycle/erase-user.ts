import { dropJobs } from "../../../kernel/job.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { dropPostings } from "../index/store.ts";
import { jobsOfUser, learningJob } from "../jobs.ts";
import { lockUser } from "../users/store.ts";
import * as store from "./store/erase.ts";

/** Erases everything stored for a user, in this transaction. Undefined if there is no such user. */
export async function eraseUser(
  tx: Queryable,
  organizationId: number,
  userId: string,
): Promise<store.Erased | undefined> {
  if (!(await lockUser(tx, organizationId, userId))) return undefined;
  const unlearned = await store.unlearnedOf(tx, userId);
  await store.deleteEventsOf(tx, organizationId, userId);
  await dropJobs(tx, [...jobsOfUser(userId), ...unlearned.map(learningJob.keyOf)]);
  await dropPostings(tx, userId);
  return store.deleteUser(tx, organizationId, userId);
}
