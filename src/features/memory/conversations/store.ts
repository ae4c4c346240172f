import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";

export interface ConversationRow {
  id: string;
  userId: string;
  /** Its number in the search history. */
  number: number;
  /** The user's key version, which encrypts the conversation. */
  keyVersion: number;
  sealed: Buffer;
  messageCount: number;
  createdAt: Date;
  updatedAt: Date;
}

const conversations = sql`
  select c.id, c.user_id as "userId", c.number, u.key_version as "keyVersion", c.sealed, c.message_count as "messageCount",
    c.created_at as "createdAt", c.updated_at as "updatedAt"
  from conversations c join memory_users u on u.id = c.user_id`;

export function conversationById(
  db: Queryable,
  organizationId: number,
  id: string,
): Promise<ConversationRow | undefined> {
  return db.maybe<ConversationRow>(
    sql`${conversations} where c.organization_id = ${organizationId} and c.id = ${id}`,
  );
}

/** A page of a user's conversations, oldest first, and their total. */
export async function conversationsPage(
  db: Queryable,
  organizationId: number,
  userId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: ConversationRow[]; total: number }> {
  const rows = await db.query<ConversationRow>(
    sql`${conversations} where c.organization_id = ${organizationId} and c.user_id = ${userId}
        order by c.created_at, c.id limit ${limit} offset ${offset}`,
  );
  return { rows, total: await countConversations(db, organizationId, userId) };
}

export async function countConversations(
  db: Queryable,
  organizationId: number,
  userId: string,
): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*) as n from conversations where organization_id = ${organizationId} and user_id = ${userId}`,
  );
  return n;
}

/** A user's conversation by the keyed hash of the name that an agent gave it. */
export function conversationByRef(
  db: Queryable,
  userId: string,
  refHash: Buffer,
): Promise<ConversationRow | undefined> {
  return db.maybe<ConversationRow>(
    sql`${conversations} where c.user_id = ${userId} and c.ref_hash = ${refHash}`,
  );
}

export interface ConversationToInsert {
  id: string;
  userId: string;
  refHash: Buffer | null;
  sealed: Buffer;
  createdAt: Date;
}

export async function insertConversation(
  db: Queryable,
  organizationId: number,
  c: ConversationToInsert,
): Promise<void> {
  await db.execute(
    sql`insert into conversations (id, organization_id, user_id, ref_hash, sealed, created_at, updated_at)
        values (${c.id}, ${organizationId}, ${c.userId}, ${c.refHash}, ${c.sealed}, ${c.createdAt}, ${c.createdAt})`,
  );
}

export async function updateConversation(
  db: Queryable,
  organizationId: number,
  c: { id: string; sealed: Buffer; at: Date },
): Promise<void> {
  await db.execute(
    sql`update conversations set sealed = ${c.sealed}, updated_at = ${c.at}
        where organization_id = ${organizationId} and id = ${c.id}`,
  );
}

export async function deleteConversation(db: Queryable, organizationId: number, id: string): Promise<void> {
  await db.execute(sql`delete from conversations where organization_id = ${organizationId} and id = ${id}`);
}
