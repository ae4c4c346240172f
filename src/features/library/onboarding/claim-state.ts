import { claimTokenHash } from "../../identity/claims/claim.ts";
import { type Waiting, waitingFor } from "../../identity/claims/store.ts";
import { presentAsset } from "../assets/present.ts";
import { newestAssets } from "../assets/store.ts";
import type { LibraryServices } from "../services.ts";

// Two rows of three: enough to recognise the library.
const picturesMax = 6;

export type ClaimState =
  | { state: "unknown" | "expired" | "claimed" }
  | { state: "waiting"; waiting: Waiting; pictures: { url: string; alt: string }[] };

/** The state of a claim link. Shows nothing else once it is claimed or expired. */
export async function claimState(services: LibraryServices, token: string): Promise<ClaimState> {
  const { database, clock } = services;
  const waiting = await waitingFor(database, claimTokenHash(token));
  if (!waiting) return { state: "unknown" };
  if (waiting.expiresAt !== null && waiting.expiresAt <= clock.now()) return { state: "expired" };
  if (waiting.claimedAt !== null) return { state: "claimed" };
  return { state: "waiting", waiting, pictures: await picturesOf(services, waiting) };
}

async function picturesOf(
  services: LibraryServices,
  { libraryId, organizationSlug }: Waiting,
): Promise<{ url: string; alt: string }[]> {
  if (libraryId === null) return [];
  const rows = await newestAssets(services.database, libraryId, { offset: 0, limit: picturesMax });
  return rows.flatMap((row) => {
    const { thumbHighUrl, description, name } = presentAsset(services, organizationSlug, row);
    return thumbHighUrl === null ? [] : [{ url: thumbHighUrl, alt: description || name || "" }];
  });
}
