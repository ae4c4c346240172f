import { dayMs } from "../../../platform/clock.ts";
import type { IdentityServices } from "../services.ts";
import { dropCountsBefore } from "./store.ts";

/** A year, and the month that it is compared with. */
export const keptDays = 400;
// Short transactions beside everything else.
const countsAtATime = 5_000;

/** Drops what was counted longer ago than that. */
export async function sweepUsage({ database, clock }: IdentityServices): Promise<void> {
  const before = new Date(clock.now().getTime() - keptDays * dayMs);
  while ((await dropCountsBefore(database, before, countsAtATime)) === countsAtATime) {}
}
