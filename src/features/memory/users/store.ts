import sql from "sql-template-tag";
import { dropJobs } from "../../../kernel/job.ts";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { deliveryJob } from "../../webhooks/jobs.ts";
import { jobsOfUser, learningJob } from "../jobs.ts";

export interface UserRow {
  id: string;
  keyVersion: number;
  sealed: Buffer;
  createdAt: Date;
  updatedAt: Date;
}

export const userColumns = sql`id, key_version as "keyVersion", sealed, created_at as "createdAt", updated_at as "updatedAt"`;

/** A user of the tenant. */
export function userById(
  db: Queryable,
  organizationId: number,
  userId: string,
): Promise<UserRow | undefined> {
  return db.maybe<UserRow>(
    prepared(
      "memory-user",
      sql`select ${userColumns} from memory_users where organization_id = ${organizationId} and id = ${userId}`,
    ),
  );
}

/** The same, and nobody else changes what is the user's until this transaction ends. */
export function lockUser(
  tx: Queryable,
  organizationId: number,
  userId: string,
): Promise<UserRow | undefined> {
  return tx.maybe<UserRow>(
    sql`select ${userColumns} from memory_users where organization_id = ${organizationId} and id = ${userId} for update`,
  );
}

/** The user that one of these hashes of an external reference belongs to: one for each version of the tenant's key. */
export function userByRef(
  db: Queryable,
  organizationId: number,
  hashes: readonly Buffer[],
): Promise<UserRow | undefined> {
  return db.maybe<UserRow>(
    sql`select ${userColumns} from memory_users
        where organization_id = ${organizationId} and external_ref_hash = any(${hashes}::bytea[])`,
  );
}

/** A page of the tenant's users, in the order they came, and how many there are in all. */
export async function usersPage(
  db: Queryable,
  organizationId: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: UserRow[]; total: number }> {
  const rows = await db.query<UserRow>(
    sql`select ${userColumns} from memory_users where organization_id = ${organizationId}
        order by created_at, id limit ${limit} offset ${offset}`,
  );
  return { rows, total: await countUsers(db, organizationId) };
}

export async function countUsers(db: Queryable, organizationId: number): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*) as n from memory_users where organization_id = ${organizationId}`,
  );
  return n;
}

export interface UserToInsert {
  id: string;
  keyVersion: number;
  externalRefHash: Buffer | null;
  sealed: Buffer;
  createdAt: Date;
}

/** Violates `memory_users_organization_id_external_ref_hash_key` when the reference is taken. */
export async function insertUser(db: Queryable, organizationId: number, user: UserToInsert): Promise<void> {
  await db.execute(
    sql`insert into memory_users (id, organization_id, key_version, external_ref_hash, sealed, created_at, updated_at)
        values (${user.id}, ${organizationId}, ${user.keyVersion}, ${user.externalRefHash}, ${user.sealed}, ${user.createdAt}, ${user.createdAt})`,
  );
}

/** As `insertUser`, for one that exists. */
export async function updateUser(
  db: Queryable,
  organizationId: number,
  user: { id: string; externalRefHash: Buffer | null; sealed: Buffer; at: Date },
): Promise<void> {
  await db.execute(
    sql`update memory_users set external_ref_hash = ${user.externalRefHash}, sealed = ${user.sealed}, updated_at = ${user.at}
        where organization_id = ${organizationId} and id = ${user.id}`,
  );
}

export interface Erased {
  conversations: number;
  interactions: number;
  facts: number;
}

/** Ends everything that is held of a user, in this transaction; undefined when there is no such user. */
export async function eraseUser(
  tx: Queryable,
  organizationId: number,
  userId: string,
): Promise<Erased | undefined> {
  if (!(await lockUser(tx, organizationId, userId))) return undefined;
  const unlearned = await tx.query<{ id: string }>(
    sql`select id from interactions where user_id = ${userId} and unlearned`,
  );
  const told = await tx.query<{ id: string }>(
    sql`delete from webhook_deliveries where organization_id = ${organizationId} and data->>'user_id' = ${userId} returning id`,
  );
  await dropJobs(tx, [
    ...jobsOfUser(userId),
    ...unlearned.map(({ id }) => learningJob.keyOf(id)),
    ...told.map(({ id }) => deliveryJob.keyOf(id)),
  ]);
  await tx.execute(
    sql`delete from idempotent_ingests where interaction_id in (select id from interactions where user_id = ${userId})`,
  );
  const facts = await tx.execute(sql`delete from facts where user_id = ${userId}`);
  await tx.execute(sql`delete from memory_postings where user_id = ${userId}`);
  const interactions = await tx.execute(sql`delete from interactions where user_id = ${userId}`);
  const conversations = await tx.execute(sql`delete from conversations where user_id = ${userId}`);
  await tx.execute(
    sql`delete from memory_users where organization_id = ${organizationId} and id = ${userId}`,
  );
  return { conversations, interactions, facts };
}
