import type { Queryable } from "../../../platform/database/queryable.ts";
import { kindOf, sentenceOf } from "../facts/attributes.ts";
import { factHashes, isForgotten } from "../facts/save.ts";
import { confirmFact, type FactSecrets, hasFact, insertFact } from "../facts/store.ts";
import type { SealingOf } from "../sealing/keychain.ts";
import type { Sealing } from "../sealing/sealing.ts";
import { idOfSource } from "./id-of-source.ts";
import type { Imported } from "./records.ts";
import { currentFactWith } from "./store.ts";

export interface FactsInto {
  organizationId: number;
  userId: string;
  now: Date;
  sealing: Sealing;
  sealingOf: SealingOf;
  /** The id that an exchange of the lines has in this user's memory. */
  exchangeId: (sourceId: string) => string;
}

/**
 * Stores a fact as it was, with its validity and its correction. Returns the hash of its slot. Undefined if the fact is there
 * already, or was and has been forgotten. The caller holds the user's lock.
 */
export async function importFact(
  tx: Queryable,
  { organizationId, userId, now, sealing, sealingOf, exchangeId }: FactsInto,
  fact: Imported<"fact">,
): Promise<Buffer | undefined> {
  const id = idOfSource("fact", userId, fact.fact_id);
  // Under its own id if it came from this user.
  if ((await hasFact(tx, userId, id)) || (await hasFact(tx, userId, fact.fact_id))) return undefined;
  const secrets = secretsOf(fact);
  const hashes = factHashes(sealing, secrets);
  const saidAt = new Date(fact.said_at ?? fact.valid_from);
  if (await isForgotten(tx, sealingOf, secrets, { userId, saidAt })) return undefined;
  const source = fact.source_interaction_id === null ? null : exchangeId(fact.source_interaction_id);
  const known = fact.valid_to === null ? await currentFactWith(tx, userId, hashes.keyHash) : undefined;
  if (known) {
    if (source) await confirmFact(tx, known, { userId, saidAt, interactionId: source });
    return undefined;
  }
  await insertFact(tx, organizationId, userId, {
    id,
    ...hashes,
    sealed: sealing.seal(id, secrets),
    confidence: fact.confidence,
    saidAt,
    validFrom: new Date(fact.valid_from),
    validTo: fact.valid_to === null ? null : new Date(fact.valid_to),
    sourceInteractionId: source,
    ...(source && fact.sources && { sources: fact.sources.map(exchangeId) }),
    correctedAt: fact.corrected_at === null ? null : new Date(fact.corrected_at),
    createdAt: now,
    single: secrets.kind === "single",
  });
  return hashes.slotHash;
}

function secretsOf(fact: Imported<"fact">): FactSecrets {
  const { subject, attribute, value, negated } = fact;
  return {
    subject,
    attribute,
    value,
    text: fact.text ?? sentenceOf(subject, attribute, value, negated),
    kind: fact.kind ?? kindOf(attribute),
    ...(negated !== undefined && { negated }),
    ...(fact.instead_of !== undefined && { insteadOf: fact.instead_of }),
  };
}
