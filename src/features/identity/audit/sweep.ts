import { dayMs } from "../../../platform/clock.ts";
import type { IdentityServices } from "../services.ts";
import { dropEntriesBefore } from "./store.ts";

const keptDays = 365;
// Short transactions beside everything else.
const entriesAtATime = 5_000;

/** Drops what was done more than a year ago. */
export async function sweepAudit({ database, clock }: IdentityServices): Promise<void> {
  const before = new Date(clock.now().getTime() - keptDays * dayMs);
  while ((await dropEntriesBefore(database, before, entriesAtATime)) === entriesAtATime) {}
}
