import type { Services } from "../../services.ts";
import type { Queryable } from "../../storage/queryable.ts";
import { newId } from "../ids.ts";
import type { Said } from "../interactions/ingest.ts";
import type { Sealing } from "../sealing.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { lockUser } from "../users/store.ts";
import { extractFacts } from "./extract.ts";
import { type FactCandidate, factKey, valueKey } from "./fact.ts";
import { reconcile } from "./reconcile.ts";
import * as store from "./store.ts";

/** What an exchange tells about its user, by rules; compared with what is known, and kept with its source. */
export async function learnFacts(
  { database, clock }: Services,
  tenant: Tenant,
  sealing: Sealing,
  said: Said,
  interactionId: string,
): Promise<void> {
  const speaker = typeof said.metadata.speaker === "string" ? { speaker: said.metadata.speaker } : {};
  const candidates = extractFacts({
    userMessage: said.user_message,
    agentResponse: said.agent_response,
    timestamp: said.saidAt,
    ...speaker,
  });
  if (candidates.length === 0) return;
  await database.transaction(async (tx) => {
    const user = await lockUser(tx, tenant.organizationId, said.userId);
    // Erased meanwhile, or moved to another version of the key: then the rotation learned nothing it should not have.
    if (user?.keyVersion !== sealing.version) return;
    await keepFacts(tx, tenant.organizationId, sealing, candidates, {
      ...said,
      interactionId,
      now: clock.now(),
    });
  });
}

interface Source {
  userId: string;
  saidAt: Date;
  interactionId: string;
  now: Date;
}

/** Compares candidates with what is stored, inside a transaction that holds the user's lock. */
export async function keepFacts(
  tx: Queryable,
  organizationId: number,
  sealing: Sealing,
  candidates: readonly FactCandidate[],
  { userId, saidAt, interactionId, now }: Source,
): Promise<void> {
  const hashed = candidates.map((candidate) => ({ candidate, ...factHashes(sealing, candidate) }));
  const forgotten = await store.forgottenAt(
    tx,
    userId,
    hashed.map(({ keyHash }) => keyHash),
  );
  const news = hashed.filter(({ keyHash }) => {
    const at = forgotten.get(keyHash.toString("hex"));
    return at === undefined || saidAt > at;
  });
  const rows = await store.factsInSlots(
    tx,
    userId,
    news.map(({ slotHash }) => slotHash),
  );
  const known = rows.map((row) => store.storedFact(sealing, row));
  const plan = reconcile(
    known,
    news.map(({ candidate }) => candidate),
    saidAt,
  );
  for (const { factId, validTo } of plan.supersede) await store.endFact(tx, userId, factId, validTo);
  for (const factId of plan.confirm) await store.confirmFact(tx, userId, factId, saidAt);
  for (const candidate of plan.insert) {
    const id = newId("fact");
    const { subject, attribute, value, text, kind, negated } = candidate;
    await store.insertFact(tx, organizationId, userId, {
      id,
      ...factHashes(sealing, candidate),
      sealed: sealing.seal(id, {
        subject,
        attribute,
        value,
        text,
        kind,
        ...(negated !== undefined && { negated }),
      } satisfies store.FactSecrets),
      confidence: candidate.confidence,
      saidAt,
      validFrom: candidate.validFrom,
      validTo: candidate.validTo,
      sourceInteractionId: interactionId,
      correctedAt: null,
      createdAt: now,
    });
  }
}

/** What a fact is found by: what it is about, and that with its value. */
export function factHashes(sealing: Sealing, fact: Pick<FactCandidate, "subject" | "attribute" | "value">) {
  return {
    slotHash: sealing.hash(`slot ${valueKey(fact.subject)}|${fact.attribute}`),
    keyHash: sealing.hash(`fact ${factKey(fact)}`),
  };
}
