import { dayMs } from "../../../../../platform/clock.ts";
import type { LibraryServices } from "../../../services.ts";
import { dropParts } from "./parts.ts";
import { endExpired, forgetExpired } from "./store.ts";

/** How long the address of an upload that has expired tells so, instead of being unknown. */
const toldForMs = 7 * dayMs;
const atATime = 100;

/** Deletes the bytes of uploads that were not finished in time, and forgets old ones. */
export async function sweepResumables(services: LibraryServices): Promise<void> {
  const { database, clock } = services;
  const now = clock.now();
  for (;;) {
    const ended = await endExpired(database, now, atATime);
    for (const id of ended) await dropParts(services, id);
    if (ended.length < atATime) break;
  }
  await forgetExpired(database, new Date(now.getTime() - toldForMs));
}
