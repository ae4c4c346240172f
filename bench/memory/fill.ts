import { hash } from "node:crypto";
import sql from "sql-template-tag";
import { extractFacts } from "../../src/features/memory/facts/extract/extract.ts";
import { factHashes } from "../../src/features/memory/facts/save.ts";
import type { FactSecrets } from "../../src/features/memory/facts/store.ts";
import { newId } from "../../src/features/memory/ids.ts";
import { packTerms } from "../../src/features/memory/index/packed-terms.ts";
import { appendPostings } from "../../src/features/memory/index/store.ts";
import type { InteractionSecrets } from "../../src/features/memory/interactions/interaction.ts";
import { openKeychain } from "../../src/features/memory/sealing/keychain.ts";
import type { Sealing } from "../../src/features/memory/sealing/sealing.ts";
import { tenantOf } from "../../src/features/memory/tenants/store.ts";
import { exchangeTerms } from "../../src/features/memory/terms/exchange-terms.ts";
import { systemClock } from "../../src/platform/clock.ts";
import type { Database } from "../../src/platform/database/database.ts";
import { atOnce } from "../../src/platform/in-slices.ts";
import { masterSecretIn, secretFrom } from "../../src/platform/secret.ts";
import { createUser, type Tenant } from "./client.ts";
import { smallTalk } from "./small-talk.ts";

export const exchangesPerUser = 10_000;

/** The histories to write. */
export interface Size {
  users: number;
  exchangesEach: number;
  /** About how many both sides of an exchange have together. A few sentences if absent. */
  characters?: number;
}

const exchangesPerConversation = 100;
const firstDay = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** One user's history, before it is sealed for anyone. */
interface Template {
  exchanges: { said: InteractionSecrets; row: Omit<Row, "id" | "conversationId" | "sealed"> }[];
  facts: { secrets: FactSecrets; confidence: number; ordinal: number; slotHash: Buffer; keyHash: Buffer }[];
}

interface Row {
  id: string;
  conversationId: string;
  ordinal: number;
  saidAt: Date;
  userLength: number;
  agentLength: number;
  cues: number;
  terms: Buffer;
  sealed: Buffer;
}

interface Owner {
  organizationId: number;
  sealing: Sealing;
  /** Whose postings all others copy. */
  first: string;
}

/**
 * Users with indexed exchanges, written past the API: what the first of them said is read and hashed as ingest
 * does, and all others said the same, under ids, a seal and postings of their own. Rows of all users come in turns, a
 * conversation each, so that no history lies in one place. Answers the users' ids.
 */
export async function fill(
  database: Database,
  dataDir: string,
  tenant: Tenant,
  size: Size,
): Promise<string[]> {
  const { exchangesEach } = size;
  const users = await inOrder(size.users, () => createUser(tenant));
  const { organizationId } = await database.one<{ organizationId: number }>(
    sql`select organization_id as "organizationId" from tenants where id = ${tenant.id}`,
  );
  const keychain = openKeychain(secretFrom(await masterSecretIn(dataDir)));
  const sealing = await keychain.platform(
    database,
    await tenantOf(database, organizationId, systemClock.now()),
  );
  const owner: Owner = { organizationId, sealing, first: users[0] as string };
  const template = templateOf(sealing, size);
  const ids = new Map<string, string[]>(users.map((user) => [user, []]));
  for (let from = 0; from < exchangesEach; from += exchangesPerConversation) {
    for (const user of users)
      ids.get(user)?.push(...(await insertConversation(database, owner, user, template, from)));
  }
  await fillPostings(database, owner.first, users, template);
  for (const user of users) await insertFacts(database, owner, user, template, ids.get(user) ?? []);
  await database.execute(
    sql`update memory_users set next_ordinal = ${exchangesEach} where id = any(${users}::text[])`,
  );
  for (const table of ["memory_users", "conversations", "interactions", "memory_postings", "facts"])
    await database.pool.query(`vacuum (analyze) ${table}`);
  await database.pool.query("checkpoint");
  return users;
}

function templateOf(sealing: Sealing, { exchangesEach, characters }: Size): Template {
  const talk = smallTalk(1);
  const exchanges: Template["exchanges"] = [];
  const facts = new Map<string, Template["facts"][number]>();
  for (let ordinal = 0; ordinal < exchangesEach; ordinal++) {
    const { userMessage, agentResponse } = talk.exchange(characters);
    const { terms, length, cues } = exchangeTerms(userMessage, agentResponse);
    const day = Math.floor(ordinal / 20);
    const saidAt = new Date(firstDay + day * dayMs + (ordinal % 20) * 60_000);
    exchanges.push({
      said: { user_message: userMessage, agent_response: agentResponse, metadata: {} },
      row: {
        ordinal,
        saidAt,
        userLength: length.user,
        agentLength: length.agent,
        cues,
        terms: atOnce(packTerms(terms, sealing.termText)),
      },
    });
    for (const fact of extractFacts({ userMessage, agentResponse, timestamp: saidAt })) {
      const { subject, attribute, value, text, kind, confidence } = fact;
      const hashes = factHashes(sealing, fact);
      // Of an attribute with one value the last one holds.
      const slot = (kind === "single" ? hashes.slotHash : hashes.keyHash).toString("hex");
      const secrets = { subject, attribute, value, text, kind };
      if (!fact.negated) facts.set(slot, { secrets, confidence, ordinal, ...hashes });
    }
  }
  return { exchanges, facts: [...facts.values()] };
}

/** Answers the ids of its exchanges. */
async function insertConversation(
  database: Database,
  { organizationId, sealing }: Owner,
  userId: string,
  { exchanges }: Template,
  from: number,
): Promise<string[]> {
  const conversationId = newId("conv");
  const rows = exchanges.slice(from, from + exchangesPerConversation).map(({ said, row }): Row => {
    const id = newId("int");
    return { ...row, id, conversationId, sealed: sealing.seal(id, said) };
  });
  const at = rows[0]?.saidAt;
  await database.execute(
    sql`insert into conversations (id, organization_id, user_id, sealed, message_count, created_at, updated_at)
        values (${conversationId}, ${organizationId}, ${userId}, ${sealing.seal(conversationId, { title: null, metadata: {} })},
          ${rows.length}, ${at}, ${at})`,
  );
  const column = <T>(of: (row: Row) => T) => rows.map(of);
  await database.execute(
    sql`insert into interactions (id, organization_id, user_id, conversation_id, ordinal, said_at, ingested_at, buffered,
          user_length, agent_length, cues, terms, sealed, sealed_sha256)
        select id, ${organizationId}, ${userId}, ${conversationId}, ordinal, said_at, said_at, false,
          user_length, agent_length, cues, terms, sealed, sealed_sha256
        from unnest(${column((r) => r.id)}::text[], ${column((r) => r.ordinal)}::int[], ${column((r) => r.saidAt)}::timestamptz[],
          ${column((r) => r.userLength)}::int[], ${column((r) => r.agentLength)}::int[], ${column((r) => r.cues)}::smallint[],
          ${column((r) => r.terms)}::bytea[], ${column((r) => r.sealed)}::bytea[],
          ${column((r) => hash("sha256", r.sealed, "buffer"))}::bytea[])
          as r(id, ordinal, said_at, user_length, agent_length, cues, terms, sealed, sealed_sha256)`,
  );
  return rows.map(({ id }) => id);
}

async function fillPostings(
  database: Database,
  first: string,
  users: readonly string[],
  { exchanges }: Template,
): Promise<void> {
  const atOnce = 1_024;
  for (let from = 0; from < exchanges.length; from += atOnce) {
    await appendPostings(
      database,
      first,
      exchanges.slice(from, from + atOnce).map(({ row }) => row),
    );
  }
  for (const user of users.slice(1)) {
    await database.execute(
      sql`insert into memory_postings (user_id, term, block, data)
          select ${user}, term, block, data from memory_postings where user_id = ${first} order by term, block`,
    );
  }
}

async function insertFacts(
  database: Database,
  { organizationId, sealing }: Owner,
  userId: string,
  { exchanges, facts }: Template,
  interactionIds: readonly string[],
): Promise<void> {
  const rows = facts.map(({ secrets, confidence, ordinal, slotHash, keyHash }) => {
    const id = newId("fact");
    const saidAt = exchanges[ordinal]?.row.saidAt;
    return {
      id,
      slotHash,
      keyHash,
      sealed: sealing.seal(id, secrets),
      confidence,
      saidAt,
      source: interactionIds[ordinal],
    };
  });
  const column = <T>(of: (row: (typeof rows)[number]) => T) => rows.map(of);
  await database.execute(
    sql`insert into facts (id, organization_id, user_id, slot_hash, key_hash, sealed, confidence, said_at, valid_from,
          source_interaction_id, created_at)
        select id, ${organizationId}, ${userId}, slot_hash, key_hash, sealed, confidence, said_at, said_at, source, said_at
        from unnest(${column((r) => r.id)}::text[], ${column((r) => r.slotHash)}::bytea[], ${column((r) => r.keyHash)}::bytea[],
          ${column((r) => r.sealed)}::bytea[], ${column((r) => r.confidence)}::real[], ${column((r) => r.saidAt)}::timestamptz[],
          ${column((r) => r.source)}::text[])
          as r(id, slot_hash, key_hash, sealed, confidence, said_at, source)`,
  );
}

async function inOrder<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(await make());
  return made;
}
