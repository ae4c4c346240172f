import sql, { type Sql } from "sql-template-tag";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import type { FactCandidate } from "./fact.ts";

/** The encrypted part of a fact. */
export interface FactSecrets
  extends Pick<FactCandidate, "subject" | "attribute" | "value" | "text" | "kind" | "negated"> {
  /** Of a correction: the value that it replaced. */
  insteadOf?: string;
}

export interface FactRow {
  id: string;
  userId: string;
  sealed: Buffer;
  confidence: number;
  saidAt: Date;
  validFrom: Date;
  validTo: Date | null;
  sourceInteractionId: string | null;
  correctedAt: Date | null;
}

/** Of a {@link FactRow}. */
export const factColumns = sql`id, user_id as "userId", sealed, confidence, said_at as "saidAt", valid_from as "validFrom",
  valid_to as "validTo", source_interaction_id as "sourceInteractionId", corrected_at as "correctedAt"`;

/** A user's facts by the start of their validity: those valid at a time, or every version. */
export function factsOf(
  db: Queryable,
  userId: string,
  which: { at: Date } | "all",
  bounds: FactBounds = { asOf: undefined, conversationId: undefined },
): Promise<FactRow[]> {
  const at = which === "all" ? null : which.at;
  return db.query<FactRow>(
    prepared(
      "facts-of",
      sql`select ${factColumns} from facts
          where user_id = ${userId} and forgotten_at is null
            and (${at}::timestamptz is null or valid_to is null or valid_to > ${at}::timestamptz) and ${within(bounds)}
          order by valid_from, created_at, id`,
    ),
  );
}

/** Limits facts: those that held at a time, and those that exchanges of one conversation state. */
export interface FactBounds {
  asOf: Date | undefined;
  conversationId: string | undefined;
}

const within = ({ asOf, conversationId }: FactBounds) => sql`
  (${asOf ?? null}::timestamptz is null or valid_from <= ${asOf ?? null}::timestamptz)
  and (${conversationId ?? null}::text is null or exists (
    select from interactions i where i.id = source_interaction_id and i.conversation_id = ${conversationId ?? null}))`;

export interface CurrentFact {
  id: string;
  confidence: number;
  slotHash: Buffer;
  /** See `currentFactsVersion`. */
  version: string;
}

/** The facts of a user that are valid at a time, by the start of their validity. */
export function currentFacts(
  db: Queryable,
  userId: string,
  at: Date,
  bounds: FactBounds,
): Promise<CurrentFact[]> {
  return db.query<CurrentFact>(
    prepared(
      "facts-current",
      sql`select id, confidence, slot_hash as "slotHash", ${versionOf(sql`over ()`)} as version from facts
          where ${areCurrent(userId, at, bounds)}
          order by valid_from, created_at, id`,
    ),
  );
}

/** Differs whenever `currentFacts` would return other facts or another order. Takes much less than to return them. */
export async function currentFactsVersion(
  db: Queryable,
  userId: string,
  at: Date,
  bounds: FactBounds,
): Promise<string> {
  const { version } = await db.one<{ version: string }>(
    prepared(
      "facts-current-version",
      sql`select ${versionOf(sql``)} as version from facts where ${areCurrent(userId, at, bounds)}`,
    ),
  );
  return version;
}

const areCurrent = (userId: string, at: Date, bounds: FactBounds) => sql`
  user_id = ${userId} and forgotten_at is null and (valid_to is null or valid_to > ${at}) and ${within(bounds)}`;

/** Facts keep their `created_at`, and the id stands for what it says. */
const versionOf = (window: Sql) => sql`
  concat(count(*) ${window}, ' ', bit_xor(hash_record_extended(row(id, confidence, slot_hash, valid_from), 0)) ${window})`;

/** The encrypted parts of some facts of a user, in no order. */
export function sealedFacts(
  db: Queryable,
  userId: string,
  ids: readonly string[],
): Promise<{ id: string; sealed: Buffer }[]> {
  return db.query<{ id: string; sealed: Buffer }>(
    prepared(
      "facts-sealed",
      sql`select id, sealed from facts where user_id = ${userId} and forgotten_at is null and id = any(${ids}::text[])`,
    ),
  );
}

/** Some facts of a user, in no order. */
export function factsByIds(db: Queryable, userId: string, ids: readonly string[]): Promise<FactRow[]> {
  return db.query<FactRow>(
    prepared(
      "facts-by-ids",
      sql`select ${factColumns} from facts
          where user_id = ${userId} and forgotten_at is null and id = any(${ids}::text[])`,
    ),
  );
}

/** The exchanges that state each fact of a user which more than one states. */
export async function sourcesOf(db: Queryable, userId: string): Promise<Map<string, string[]>> {
  const rows = await db.query<{ id: string; sources: string[] }>(
    sql`select id, sources from facts where user_id = ${userId} and forgotten_at is null and cardinality(sources) > 1`,
  );
  return new Map(rows.map(({ id, sources }) => [id, sources]));
}

/** Whether a fact is stored, forgotten ones included. */
export async function hasFact(db: Queryable, userId: string, id: string): Promise<boolean> {
  return (await db.query(sql`select 1 from facts where user_id = ${userId} and id = ${id}`)).length > 0;
}

export function factById(db: Queryable, organizationId: number, id: string): Promise<FactRow | undefined> {
  return db.maybe<FactRow>(
    sql`select ${factColumns} from facts where organization_id = ${organizationId} and id = ${id} and forgotten_at is null`,
  );
}

/**
 * Locks the user of this fact until the transaction ends, without waiting for a turn: don't take one afterwards. Undefined if
 * there is no such fact.
 */
export function lockUserOfFact(
  tx: Queryable,
  organizationId: number,
  factId: string,
): Promise<{ id: string; keyVersion: number } | undefined> {
  return tx.maybe(
    sql`select u.id, u.key_version as "keyVersion" from facts f join memory_users u on u.id = f.user_id
        where f.organization_id = ${organizationId} and f.id = ${factId} and f.forgotten_at is null for update of u`,
  );
}

export interface FactToInsert {
  id: string;
  slotHash: Buffer;
  keyHash: Buffer;
  /** Of the value that a correction replaced. Empty if there is none. */
  replacedHash: Buffer;
  sealed: Buffer;
  confidence: number;
  saidAt: Date;
  validFrom: Date;
  validTo: Date | null;
  sourceInteractionId: string | null;
  /** Every exchange that states it, if there are others than its source. */
  sources?: readonly string[];
  correctedAt: Date | null;
  createdAt: Date;
  /** Whether a newer value closes it. */
  single: boolean;
}

export async function insertFact(
  db: Queryable,
  organizationId: number,
  userId: string,
  fact: FactToInsert,
): Promise<void> {
  await db.execute(
    sql`insert into facts (id, organization_id, user_id, slot_hash, key_hash, replaced_hash, sealed, confidence, said_at, valid_from, valid_to,
          source_interaction_id, sources, corrected_at, created_at, single)
        values (${fact.id}, ${organizationId}, ${userId}, ${fact.slotHash}, ${fact.keyHash}, ${fact.replacedHash}, ${fact.sealed}, ${fact.confidence},
          ${fact.saidAt}, ${fact.validFrom}, ${fact.validTo}, ${fact.sourceInteractionId}, ${fact.sources ?? [fact.sourceInteractionId].filter((id) => id !== null)}::text[],
          ${fact.correctedAt}, ${fact.createdAt}, ${fact.single})`,
  );
}

/** Ends the validity of a fact at `at`. */
export async function endFact(db: Queryable, userId: string, id: string, at: Date): Promise<void> {
  await db.execute(sql`update facts set valid_to = ${at} where user_id = ${userId} and id = ${id}`);
}

// A person says where they live a few times, not a hundred. The newest count.
export const sourcesMax = 50;

/** Records that a fact was stated again. The newest exchange becomes its source. Erasing all of them erases the fact. */
export async function confirmFact(
  db: Queryable,
  id: string,
  { userId, saidAt, interactionId }: { userId: string; saidAt: Date; interactionId: string },
): Promise<void> {
  await db.execute(
    sql`update facts set said_at = greatest(said_at, ${saidAt}),
          sources = case when source_interaction_id is null then sources
            else (array[${interactionId}] || array_remove(sources, ${interactionId}) || array[source_interaction_id])[1:${sourcesMax}] end,
          source_interaction_id = case when source_interaction_id is not null and said_at < ${saidAt} then ${interactionId}
                                       else source_interaction_id end
        where user_id = ${userId} and id = ${id}`,
  );
}

/** Erases a fact's content. Its hash stays, so that older exchanges do not bring the fact back. */
export async function forgetFact(
  db: Queryable,
  userId: string,
  id: string,
  keyVersion: number,
  at: Date,
): Promise<void> {
  await db.execute(
    sql`update facts set sealed = '', forgotten_at = ${at}, forgotten_key_version = ${keyVersion}, source_interaction_id = null, valid_to = coalesce(valid_to, ${at})
        where user_id = ${userId} and id = ${id}`,
  );
}
