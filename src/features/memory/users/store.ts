import sql, { type Sql } from "sql-template-tag";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { countUsers } from "../tenants/store.ts";

export interface UserRow {
  id: string;
  keyVersion: number;
  sealed: Buffer;
  createdAt: Date;
  updatedAt: Date;
}

const userColumns = sql`id, key_version as "keyVersion", sealed, created_at as "createdAt", updated_at as "updatedAt"`;

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

/** What a user's index holds. Of the same state, it is the same: a flush adds to `indexed`, and whatever else changes it to another number. */
export interface IndexState {
  /** Of the key that encrypts the user. */
  keyVersion: number;
  /** How often exchanges were erased or changed. */
  erasures: number;
  /** How many ordinals are not in the buffer. */
  indexed: number;
}

/** The state of a user that reads of their memory need. */
export interface UserState extends IndexState {
  id: string;
  /** The ordinal of the next exchange. */
  nextOrdinal: number;
  /** See `UserSecrets`. */
  sealed: Buffer;
}

export function userState(
  db: Queryable,
  organizationId: number,
  userId: string,
): Promise<UserState | undefined> {
  return db.maybe<UserState>(
    prepared(
      "memory-user-state",
      sql`select id, key_version as "keyVersion", next_ordinal as "nextOrdinal", erasures, next_ordinal - buffered as indexed, sealed
          from memory_users where organization_id = ${organizationId} and id = ${userId}`,
    ),
  );
}

/** Like `userById`, and locks the user: no other transaction changes the user's data until this one ends. */
export function lockUser(
  tx: Queryable,
  organizationId: number,
  userId: string,
): Promise<UserRow | undefined> {
  return tx.maybe<UserRow>(
    prepared(
      "lock-user",
      sql`select ${userColumns} from memory_users u, ${turnOf(userId)}
          where organization_id = ${organizationId} and id = ${userId} for update of u`,
    ),
  );
}

/** Locks a user of any tenant, for jobs. Undefined if the user is gone. */
export function lockUserById(tx: Queryable, userId: string): Promise<{ organizationId: number } | undefined> {
  return tx.maybe(
    sql`select organization_id as "organizationId" from memory_users u, ${turnOf(userId)}
        where id = ${userId} for update of u`,
  );
}

/**
 * Like `lockUser`, but exchanges are ingested meanwhile: for work on the index and on facts, which would hold up ingests. The
 * user, their key and their exchanges stay until this transaction ends.
 */
export function tendUser(
  tx: Queryable,
  organizationId: number,
  userId: string,
): Promise<{ keyVersion: number } | undefined> {
  return tx.maybe(
    prepared(
      "tend-user",
      sql`select key_version as "keyVersion" from memory_users u, ${turnOf(userId)}
          where organization_id = ${organizationId} and id = ${userId} for key share of u`,
    ),
  );
}

/** Like `tendUser`, for jobs of any tenant. */
export function tendUserById(tx: Queryable, userId: string): Promise<{ organizationId: number } | undefined> {
  return tx.maybe(
    sql`select organization_id as "organizationId" from memory_users u, ${turnOf(userId)}
        where id = ${userId} for key share of u`,
  );
}

// Sets the numbers of these advisory locks apart from others.
const turnsSeed = 0x7475726e;

/**
 * SQL: waits for the user's turn. The locks above begin with it, so that none waits for another that waits for it. The row is
 * locked, and read as it then is, after the turn came. Whoever locks a row without a turn may not wait for one afterwards.
 */
const turnOf = (userId: string): Sql =>
  sql`(select pg_advisory_xact_lock(hashtextextended(${userId}, ${turnsSeed}))) turn`;

/** The user with one of these hashes of an external reference. There is a hash for each version of the tenant's key. */
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

/** A page of the tenant's users, oldest or last active first, and their total. */
export async function usersPage(
  db: Queryable,
  organizationId: number,
  { limit, offset, order }: { limit: number; offset: number; order: "created" | "active" },
): Promise<{ rows: UserRow[]; total: number }> {
  const rows = await db.query<UserRow>(
    order === "created"
      ? sql`select ${userColumns} from memory_users where organization_id = ${organizationId}
            order by created_at, id limit ${limit} offset ${offset}`
      : sql`select ${userColumns} from memory_users u
            left join (select user_id, max(updated_at) as active_at from conversations
                       where organization_id = ${organizationId} group by user_id) c on c.user_id = u.id
            where organization_id = ${organizationId}
            order by active_at desc nulls last, created_at, id limit ${limit} offset ${offset}`,
  );
  return { rows, total: await countUsers(db, organizationId) };
}

export interface UserToInsert {
  id: string;
  keyVersion: number;
  externalRefHash: Buffer | null;
  sealed: Buffer;
  createdAt: Date;
}

/** Violates `memory_users_organization_id_external_ref_hash_key` if the reference is taken. */
export async function insertUser(db: Queryable, organizationId: number, user: UserToInsert): Promise<void> {
  await db.execute(
    sql`insert into memory_users (id, organization_id, key_version, external_ref_hash, sealed, created_at, updated_at)
        values (${user.id}, ${organizationId}, ${user.keyVersion}, ${user.externalRefHash}, ${user.sealed}, ${user.createdAt}, ${user.createdAt})`,
  );
}

/** Like `insertUser`, for an existing user. */
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

/** A page of the tenant's users, the newest first. */
export function newestUsers(
  db: Queryable,
  organizationId: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<UserRow[]> {
  return db.query<UserRow>(
    sql`select ${userColumns} from memory_users where organization_id = ${organizationId}
        order by created_at desc, id desc limit ${limit} offset ${offset}`,
  );
}

export interface Held {
  id: string;
  conversations: number;
  interactions: number;
  /** Time of the latest exchange. Null if there is none. */
  lastSaidAt: Date | null;
}

/** Counts of the data of these users, in no order. */
export function heldOf(db: Queryable, organizationId: number, ids: readonly string[]): Promise<Held[]> {
  return db.query<Held>(
    sql`select u.id, c.conversations, c.interactions, i.said_at as "lastSaidAt"
        from memory_users u
        cross join lateral (
          select count(*)::int as conversations, coalesce(sum(message_count), 0)::int as interactions
          from conversations where user_id = u.id) c
        left join lateral (
          select said_at from interactions where user_id = u.id order by ordinal desc limit 1) i on true
        where u.organization_id = ${organizationId} and u.id = any(${ids}::text[])`,
  );
}
