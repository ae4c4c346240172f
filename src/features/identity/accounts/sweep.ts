import type { IdentityServices } from "../services.ts";
import { dropEnded } from "./store.ts";

/** Deletes expired sign-ins, sessions and invitations. */
export async function sweepAccounts({ database, clock }: IdentityServices): Promise<void> {
  await dropEnded(database, clock.now());
}
