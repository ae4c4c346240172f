import { dayMs } from "../../../platform/clock.ts";
import type { MemoryServices } from "../services.ts";
import { dropReadsBefore } from "./store.ts";

const keptDays = 90;
// Keeps each transaction short.
const readsAtATime = 5_000;

/** Deletes records of reads that are more than 90 days old. */
export async function sweepReads({ database, clock }: MemoryServices): Promise<void> {
  const before = new Date(clock.now().getTime() - keptDays * dayMs);
  while ((await dropReadsBefore(database, before, readsAtATime)) === readsAtATime) {}
}
