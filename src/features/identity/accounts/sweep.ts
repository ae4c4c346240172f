import type { IdentityServices } from "../services.ts";
import { dropEnded } from "./store.ts";

/** Drops sign-ins, sessions and invitations that have ended. */
export async function sweepAccounts({ database, clock }: IdentityServices): Promise<void> {
  await dropEnded(database, clock.now());
}
