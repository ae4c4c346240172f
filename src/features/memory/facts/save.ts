import type { Queryable } from "../../../platform/database/queryable.ts";
import { newId } from "../ids.ts";
import type { SealingOf } from "../sealing/keychain.ts";
import type { Sealing } from "../sealing/sealing.ts";
import * as compared from "./compared/store.ts";
import { corrected, ended, saysValue } from "./extract/corrections.ts";
import { type FactCandidate, factKey, type StoredFact, slotKey, valueKey } from "./fact.ts";
import { notifyOfFacts } from "./notify.ts";
import { reconcile } from "./reconcile.ts";
import * as store from "./store.ts";
import { storedFact } from "./stored.ts";

export interface Source {
  userId: string;
  saidAt: Date;
  interactionId: string;
  now: Date;
}

/**
 * Compares candidates with the stored facts and saves the new ones, in a transaction that holds the user's lock. An exchange
 * from before a fact was forgotten or corrected does not bring the fact back.
 */
export async function saveFacts(
  tx: Queryable,
  organizationId: number,
  keyVersion: number,
  sealingOf: SealingOf,
  candidates: readonly FactCandidate[],
  source: Source,
): Promise<void> {
  const { userId, saidAt } = source;
  const sealing = await sealingOf(tx, keyVersion);
  const resolved = await resolveCorrections(tx, sealing, candidates, source);
  const fresh = await notForgotten(tx, sealingOf, resolved, source);
  const rows = await compared.comparedFacts(tx, userId, comparedWith(sealing, fresh), saidAt);
  const known = rows.map((row) => storedFact(sealing, row));
  const plan = reconcile(known, fresh, saidAt);
  for (const { factId, validTo } of plan.supersede) await store.endFact(tx, userId, factId, validTo);
  for (const factId of plan.confirm) await store.confirmFact(tx, factId, source);
  const inserted: string[] = [];
  for (const candidate of plan.insert)
    inserted.push(await insert(tx, organizationId, sealing, candidate, source));
  await notifyOfFacts(tx, organizationId, source, {
    created: inserted,
    superseded: plan.supersede.map(({ factId }) => factId),
  });
}

/** "It's almonds, not peanuts" ends the newest known fact with the value "peanuts", and states the same of "almonds". */
async function resolveCorrections(
  tx: Queryable,
  sealing: Sealing,
  candidates: readonly FactCandidate[],
  { userId, saidAt }: Source,
): Promise<FactCandidate[]> {
  if (candidates.every(({ corrects }) => corrects === undefined)) return [...candidates];
  const resolved: FactCandidate[] = [];
  for (const { corrects, ...candidate } of candidates) {
    if (corrects === undefined) {
      resolved.push(candidate);
      continue;
    }
    const fact = await newestWith(tx, sealing, userId, corrects, saidAt);
    if (!fact) continue;
    const { subject, attribute, value, kind } = fact;
    const former = { ...candidate, subject, attribute, value, kind };
    resolved.push(ended(former, saidAt), corrected(former, candidate.value));
  }
  return resolved;
}

/** The newest fact with this value, of whatever attribute. The caller holds the user's lock, so that pages don't shift. */
async function newestWith(
  tx: Queryable,
  sealing: Sealing,
  userId: string,
  named: string,
  at: Date,
): Promise<StoredFact | undefined> {
  for (let offset = 0; ; offset += compared.factsPage) {
    const rows = await compared.factsAt(tx, userId, at, offset);
    for (const row of rows) {
      const fact = storedFact(sealing, row);
      if (!fact.negated && saysValue(fact.value, named)) return fact;
    }
    if (rows.length < compared.factsPage) return undefined;
  }
}

/** Whether a fact was said before it was forgotten. */
export async function isForgotten(
  tx: Queryable,
  sealingOf: SealingOf,
  fact: Named,
  said: Pick<Source, "userId" | "saidAt">,
): Promise<boolean> {
  return (await notForgotten(tx, sealingOf, [fact], said)).length === 0;
}

async function notForgotten<Candidate extends Named>(
  tx: Queryable,
  sealingOf: SealingOf,
  candidates: readonly Candidate[],
  { userId, saidAt }: Pick<Source, "userId" | "saidAt">,
): Promise<Candidate[]> {
  let kept = [...candidates];
  for (const version of await compared.forgottenVersions(tx, userId)) {
    const sealing = await sealingOf(tx, version);
    const hashed = kept.map((candidate) => ({ candidate, keyHash: factHashes(sealing, candidate).keyHash }));
    const forgotten = await compared.forgottenAt(
      tx,
      userId,
      hashed.map(({ keyHash }) => keyHash),
    );
    kept = hashed.flatMap(({ candidate, keyHash }) => {
      const at = forgotten.get(keyHash.toString("hex"));
      return at === undefined || saidAt > at ? [candidate] : [];
    });
  }
  return kept;
}

async function insert(
  tx: Queryable,
  organizationId: number,
  sealing: Sealing,
  candidate: FactCandidate,
  { userId, saidAt, interactionId, now }: Source,
): Promise<string> {
  const id = newId("fact");
  const { subject, attribute, value, text, kind, negated } = candidate;
  const secrets: store.FactSecrets = {
    subject,
    attribute,
    value,
    text,
    kind,
    ...(negated !== undefined && { negated }),
  };
  await store.insertFact(tx, organizationId, userId, {
    id,
    ...factHashes(sealing, candidate),
    sealed: sealing.seal(id, secrets),
    confidence: candidate.confidence,
    saidAt,
    validFrom: candidate.validFrom,
    validTo: candidate.validTo,
    sourceInteractionId: interactionId,
    correctedAt: null,
    createdAt: now,
    single: kind === "single",
  });
  return id;
}

/** The keyed hashes that find a fact: of its slot, of its slot and value, and of the value that it replaced. */
export function factHashes(
  sealing: Sealing,
  fact: Pick<store.FactSecrets, "subject" | "attribute" | "value" | "insteadOf">,
) {
  return {
    slotHash: sealing.hash(`slot ${slotKey(fact)}`),
    keyHash: keyHash(sealing, fact),
    replacedHash: fact.insteadOf === undefined ? NONE : valueHash(sealing, fact, fact.insteadOf),
  };
}

const NONE = Buffer.alloc(0);
const keyHash = (sealing: Sealing, fact: Named) => sealing.hash(`fact ${factKey(fact)}`);
const valueHash = (sealing: Sealing, fact: Named, value: string) =>
  sealing.hash(`value ${slotKey(fact)}|${valueKey(value)}`);
type Named = Pick<FactCandidate, "subject" | "attribute" | "value">;

/** What `reconcile` has to know to place these facts. */
export function comparedWith(sealing: Sealing, candidates: readonly FactCandidate[]): compared.Compared {
  const slotHash = (candidate: FactCandidate) => sealing.hash(`slot ${slotKey(candidate)}`);
  return {
    slots: candidates.map(slotHash),
    singleSlots: candidates.filter(({ kind }) => kind === "single").map(slotHash),
    keys: candidates.flatMap((candidate) =>
      // Likes and dislikes share a slot.
      ["likes", "dislikes"].includes(candidate.attribute)
        ? ["likes", "dislikes"].map((attribute) => keyHash(sealing, { ...candidate, attribute }))
        : [keyHash(sealing, candidate)],
    ),
    replaced: candidates.map((candidate) => valueHash(sealing, candidate, candidate.value)),
  };
}
