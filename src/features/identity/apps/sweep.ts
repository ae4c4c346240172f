import { dayMs } from "../../../platform/clock.ts";
import type { IdentityServices } from "../services.ts";
import { dropEndedConnections } from "./store.ts";

/** Deletes tokens, connections and registered apps that ended more than a day ago. */
export async function sweepApps({ database, clock }: IdentityServices): Promise<void> {
  await dropEndedConnections(database, new Date(clock.now().getTime() - dayMs));
}
