import { dayMs } from "../../../platform/clock.ts";
import type { IdentityServices } from "../services.ts";
import { dropCountsBefore } from "./store.ts";

/** A year, and a month to compare with the year before. */
export const keptDays = 400;
// Keeps each transaction short.
const countsAtATime = 5_000;

/** Deletes counts that are older than that. */
export async function sweepUsage({ database, clock }: IdentityServices): Promise<void> {
  const before = new Date(clock.now().getTime() - keptDays * dayMs);
  while ((await dropCountsBefore(database, before, countsAtATime)) === countsAtATime) {}
}
