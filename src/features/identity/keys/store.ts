import sql from "sql-template-tag";
import type { Scope } from "../../../kernel/scope.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { unixMs } from "../../../platform/database/unix-ms.ts";
import type { Grants, Key } from "./key.ts";

/** Records when keys were last used. Never moves a time back. */
export async function touchKeys(
  db: Queryable,
  uses: readonly (readonly [keyId: string, at: Date])[],
): Promise<void> {
  await db.execute(
    sql`update keys k set last_used_at = greatest(k.last_used_at, u.at)
        from unnest(${uses.map(([id]) => id)}::text[], ${uses.map(([, at]) => at)}::timestamptz[]) as u(id, at)
        where k.id = u.id`,
  );
}

export interface KeyToInsert {
  id: string;
  name: string;
  sha256: Buffer;
  hint: string;
  sealed: Buffer | null;
  scopes: readonly Scope[];
  allLibraries: Key["allLibraries"];
  createdAt: Date;
  expiresAt: Date | null;
}

export async function insertKey(db: Queryable, organizationId: number, key: KeyToInsert): Promise<void> {
  await db.execute(
    sql`insert into keys (id, organization_id, name, token_sha256, hint, sealed_token, scopes, all_libraries, created_at, expires_at)
        values (${key.id}, ${organizationId}, ${key.name}, ${key.sha256}, ${key.hint}, ${key.sealed}, ${key.scopes}, ${key.allLibraries},
                ${key.createdAt}, ${key.expiresAt})`,
  );
}

/** Replaces a key's grants; returns how many of the libraries exist in the organization. */
export async function setGrants(
  db: Queryable,
  organizationId: number,
  keyId: string,
  grants: Grants,
): Promise<number> {
  await db.execute(sql`delete from grants where key_id = ${keyId}`);
  return db.execute(
    sql`insert into grants (key_id, library_id, level)
        select ${keyId}, l.id, wanted.level
        from unnest(${Object.keys(grants)}::text[], ${Object.values(grants)}::text[]) as wanted(slug, level)
        join libraries l on l.organization_id = ${organizationId} and l.slug = wanted.slug`,
  );
}

/** Returns false if the organization has no such key. */
export async function renameKey(
  db: Queryable,
  organizationId: number,
  keyId: string,
  name: string,
): Promise<boolean> {
  const renamed = await db.execute(
    sql`update keys set name = ${name} where organization_id = ${organizationId} and id = ${keyId} and account_id is null`,
  );
  return renamed === 1;
}

export async function setScopes(db: Queryable, keyId: string, scopes: readonly Scope[]): Promise<void> {
  await db.execute(sql`update keys set scopes = ${scopes} where id = ${keyId}`);
}

export async function setAllLibraries(
  db: Queryable,
  keyId: string,
  level: Key["allLibraries"],
): Promise<void> {
  await db.execute(sql`update keys set all_libraries = ${level} where id = ${keyId}`);
}

export async function addGrant(
  db: Queryable,
  keyId: string,
  libraryId: number,
  level: "read" | "write",
): Promise<void> {
  await db.execute(
    sql`insert into grants (key_id, library_id, level) values (${keyId}, ${libraryId}, ${level})
        on conflict (key_id, library_id) do update set level = excluded.level`,
  );
}

/** The organization's keys, oldest first; only one with `keyId`. */
export function listKeys(db: Queryable, organizationId: number, keyId?: string): Promise<Key[]> {
  return db.query<Key>(
    sql`select k.id, k.name, k.hint, k.scopes, k.all_libraries as "allLibraries",
          ${unixMs("k.created_at")} as "createdAt",
          ${unixMs("k.expires_at")} as "expiresAt",
          ${unixMs("k.last_used_at")} as "lastUsedAt",
          case when k.leaked_sha256 = k.token_sha256 or k.leaked_sha256 = k.previous_sha256 and k.previous_until > now()
            then ${unixMs("k.leaked_at")} end as "leakedAt",
          k.sealed_token is not null and exists (
            select 1 from claims c where c.organization_id = k.organization_id and c.claimed_at is not null) as revealable,
          coalesce((select json_object_agg(l.slug, g.level order by l.id)
                    from grants g join libraries l on l.id = g.library_id and l.organization_id = k.organization_id
                    where g.key_id = k.id), '{}') as libraries
        from keys k
        where k.organization_id = ${organizationId} and k.account_id is null and (${keyId ?? null}::text is null or k.id = ${keyId ?? null})
        order by k.created_at, k.id`,
  );
}

/**
 * Replaces a key's secret. The old one stays valid until `previousUntil`, or stops at once without it. False when the
 * organization has no such key.
 */
export async function rotateToken(
  db: Queryable,
  organizationId: number,
  keyId: string,
  token: { sha256: Buffer; hint: string; previousUntil: Date | null },
): Promise<boolean> {
  const changed = await db.execute(
    sql`update keys set previous_sha256 = case when ${token.previousUntil}::timestamptz is null then null else token_sha256 end,
          previous_until = ${token.previousUntil}, token_sha256 = ${token.sha256}, hint = ${token.hint}, sealed_token = null
        where organization_id = ${organizationId} and id = ${keyId} and account_id is null`,
  );
  return changed === 1;
}

/** A key's sealed secret; undefined when none is stored or the organization is unclaimed. */
export async function sealedToken(
  db: Queryable,
  organizationId: number,
  keyId: string,
): Promise<Buffer | undefined> {
  const row = await db.maybe<{ sealed: Buffer }>(
    sql`select k.sealed_token as sealed from keys k join claims c using (organization_id)
        where k.organization_id = ${organizationId} and k.id = ${keyId} and k.sealed_token is not null and c.claimed_at is not null`,
  );
  return row?.sealed;
}

/** False when the organization has no such key. */
export async function deleteKey(db: Queryable, organizationId: number, keyId: string): Promise<boolean> {
  return (
    (await db.execute(sql`delete from keys where organization_id = ${organizationId} and id = ${keyId}`)) ===
    1
  );
}

export interface SealedToken {
  id: string;
  sealed: Buffer;
}

/** Sealed tokens of all organizations, in the order of their keys' ids after one of them. */
export const sealedTokensAfter = (db: Queryable, after: string, limit: number): Promise<SealedToken[]> =>
  db.query(sql`
    select id, sealed_token as sealed from keys where sealed_token is not null and id > ${after} order by id limit ${limit}`);

export const replaceSealedTokens = (db: Queryable, rows: readonly SealedToken[]): Promise<number> =>
  db.execute(sql`
    update keys k set sealed_token = u.sealed
    from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ sealed }) => sealed)}::bytea[]) as u(id, sealed)
    where k.id = u.id`);
