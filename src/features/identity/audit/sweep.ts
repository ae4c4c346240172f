import { dayMs } from "../../../platform/clock.ts";
import type { IdentityServices } from "../services.ts";
import { dropEntriesBefore, dropFormerAppKeysBefore } from "./store.ts";

const keptDays = 365;
// Keeps each transaction short.
const entriesAtATime = 5_000;

/** Deletes audit entries that are more than a year old, and whose the keys were that only those named. */
export async function sweepAudit({ database, clock }: IdentityServices): Promise<void> {
  const before = new Date(clock.now().getTime() - keptDays * dayMs);
  while ((await dropEntriesBefore(database, before, entriesAtATime)) === entriesAtATime) {}
  await dropFormerAppKeysBefore(database, before);
}
