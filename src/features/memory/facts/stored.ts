import type { Sealing } from "../sealing/sealing.ts";
import type { StoredFact } from "./fact.ts";
import type { Fact } from "./fact-answer.ts";
import type { FactRow, FactSecrets } from "./store.ts";

/** A stored fact, as input to `reconcile`. */
export function storedFact(sealing: Sealing, row: FactRow): StoredFact {
  const { subject, attribute, value, kind, negated, insteadOf } = sealing.open<FactSecrets>(
    row.id,
    row.sealed,
  );
  return {
    factId: row.id,
    subject,
    attribute,
    value,
    kind,
    ...(negated !== undefined && { negated }),
    validFrom: row.validFrom,
    validTo: row.validTo,
    saidAt: row.saidAt,
    correction: row.correctedAt ? { at: row.correctedAt, insteadOf: insteadOf ?? "" } : null,
  };
}

/** A stored fact as the API shows it. */
export function factAnswer(sealing: Sealing, row: Omit<FactRow, "userId">): Fact {
  const { subject, attribute, value, text } = sealing.open<FactSecrets>(row.id, row.sealed);
  return {
    fact_id: row.id,
    subject,
    attribute,
    value,
    text,
    confidence: Math.round(row.confidence * 100) / 100,
    valid_from: row.validFrom.toISOString(),
    valid_to: row.validTo?.toISOString() ?? null,
    source_interaction_id: row.sourceInteractionId,
  };
}

/** What an export adds to a fact, so that an import keeps corrections and endings. */
export function historyOf(sealing: Sealing, row: Omit<FactRow, "userId">) {
  const { kind, negated, insteadOf } = sealing.open<FactSecrets>(row.id, row.sealed);
  return {
    kind,
    said_at: row.saidAt.toISOString(),
    corrected_at: row.correctedAt?.toISOString() ?? null,
    ...(negated !== undefined && { negated }),
    ...(insteadOf !== undefined && { instead_of: insteadOf }),
  };
}
