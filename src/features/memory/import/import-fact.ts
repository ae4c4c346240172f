import type { Queryable } from "../../../platform/database/queryable.ts";
import { kindOf, sentenceOf } from "../facts/attributes.ts";
import { factHashes } from "../facts/save.ts";
import { type FactSecrets, hasFact, insertFact } from "../facts/store.ts";
import type { Sealing } from "../sealing/sealing.ts";
import { idOfSource } from "./id-of-source.ts";
import type { Imported } from "./records.ts";

/** Stores a fact as it was, with its validity and its correction. Returns false if it is there already, or was and has been forgotten. */
export async function importFact(
  tx: Queryable,
  sealing: Sealing,
  { organizationId, userId, now }: { organizationId: number; userId: string; now: Date },
  fact: Imported<"fact">,
): Promise<boolean> {
  const id = idOfSource("fact", userId, fact.fact_id);
  if (await hasFact(tx, userId, id)) return false;
  const { subject, attribute, value, negated } = fact;
  const kind = fact.kind ?? kindOf(attribute);
  const secrets: FactSecrets = {
    subject,
    attribute,
    value,
    text: fact.text ?? sentenceOf(subject, attribute, value, negated),
    kind,
    ...(negated !== undefined && { negated }),
    ...(fact.instead_of !== undefined && { insteadOf: fact.instead_of }),
  };
  await insertFact(tx, organizationId, userId, {
    id,
    ...factHashes(sealing, secrets),
    sealed: sealing.seal(id, secrets),
    confidence: fact.confidence,
    saidAt: new Date(fact.said_at ?? fact.valid_from),
    validFrom: new Date(fact.valid_from),
    validTo: fact.valid_to === null ? null : new Date(fact.valid_to),
    sourceInteractionId:
      fact.source_interaction_id === null ? null : idOfSource("int", userId, fact.source_interaction_id),
    correctedAt: fact.corrected_at === null ? null : new Date(fact.corrected_at),
    createdAt: now,
    single: kind === "single",
  });
  return true;
}
