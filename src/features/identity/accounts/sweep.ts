import type { Services } from "../../../main/services-type.ts";
import { dropEnded } from "./sign-in/store.ts";

/** Drops sign-ins, sessions and invitations that have ended. */
export async function sweepAccounts({ database, clock }: Services): Promise<void> {
  await dropEnded(database, clock.now());
}
