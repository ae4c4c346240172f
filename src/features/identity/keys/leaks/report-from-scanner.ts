import { insertEntry } from "../../audit/store.ts";
import type { IdentityServices } from "../../services.ts";
import { endLeakedKey, leakDetails, mailOwners } from "./end-leaked-key.ts";
import type { EndedLeak } from "./store.ts";

/** One secret that a scanner found. */
export interface FoundSecret {
  token: string;
  url?: string | undefined;
  source?: string | undefined;
}

/** Ends the key, if there is one, and tells the owners. Says nothing about it to the caller. */
export async function reportFromScanner(
  services: IdentityServices,
  { token, url, source }: FoundSecret,
  { scanner, requestId }: { scanner: string; requestId: string },
): Promise<void> {
  const { database, clock, keyCache } = services;
  const leak = await database.transaction(async (tx): Promise<EndedLeak | undefined> => {
    const ended = await endLeakedKey(tx, services, token, url);
    if (!ended) return undefined;
    await insertEntry(tx, ended.key.organizationId, {
      at: clock.now(),
      transport: "rest",
      actor: { kind: "anonymous", id: null, name: scanner },
      operation: "reportLeakedKey",
      details: leakDetails(ended, source),
      requestId,
    });
    return ended;
  });
  if (!leak) return;
  keyCache.forget(leak.key.organizationId);
  await mailOwners(services, leak);
}
