import type { LibraryServices } from "../services.ts";
import { deleteEndedShares } from "./store.ts";

const daysKept = 90;

/** Deletes share links that ended long ago. Until then they answer that they have ended. */
export const sweepShares = ({ database, clock }: LibraryServices): Promise<void> =>
  deleteEndedShares(database, new Date(clock.now().getTime() - daysKept * 86_400_000));
