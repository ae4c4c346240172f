import sql from "sql-template-tag";
import type { Level } from "../../../kernel/caller.ts";
import type { Scope } from "../../../kernel/scope.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { unixMs } from "../../../platform/database/unix-ms.ts";
import type { Grants, Key } from "../keys/key.ts";

/** Marks apps that the operator registered, which stay while nobody is connected. */
export const registeredByOperator = "operator";

export interface ClientRow {
  clientId: string;
  name: string | null;
  uri: string | null;
  redirectUris: string[];
  /** Whether its client id is the address of a document about it. */
  hasDocument: boolean;
}

/** A registered app that may ask for connections. */
export function client(db: Queryable, clientId: string): Promise<ClientRow | undefined> {
  return db.maybe<ClientRow>(
    sql`select client_id as "clientId", name, uri, redirect_uris::jsonb as "redirectUris",
          client_discovery_id is not null as "hasDocument"
        from oauth_clients where client_id = ${clientId} and disabled is not true`,
  );
}

interface Parties {
  accountId: string;
  clientId: string;
}

/** Starts a connection of a person and an app. It ends with the last of its keys. */
export async function insertConnection(
  db: Queryable,
  connection: Parties & { id: string; createdAt: Date },
): Promise<void> {
  const { id, accountId, clientId, createdAt } = connection;
  await db.execute(
    sql`insert into app_connections (id, account_id, client_id, created_at) values (${id}, ${accountId}, ${clientId}, ${createdAt})`,
  );
}

/** Makes a new key part of a connection: what the app reaches in the key's organization. */
export async function tieToApp(
  db: Queryable,
  keyId: string,
  { connectionId, accountId, clientId }: Parties & { connectionId: string },
): Promise<void> {
  await db.execute(
    sql`update keys set connection_id = ${connectionId}, account_id = ${accountId}, client_id = ${clientId}, hint = '',
          sealed_token = null where id = ${keyId}`,
  );
}

export interface ConnectionRow {
  id: string;
  name: string;
  clientId: string;
  uri: string | null;
  redirectUris: string[];
  hasDocument: boolean;
  person: { accountId: string; name: string };
  libraries: Grants;
  allLibraries: Key["allLibraries"];
  scopes: Scope[];
  connectedAt: number;
  lastUsedAt: number | null;
}

/** An organization's connections, newest first; only those of one person with `accountId`. */
export function connections(
  db: Queryable,
  organizationId: number,
  accountId: string | undefined,
): Promise<ConnectionRow[]> {
  return db.query<ConnectionRow>(
    sql`select k.id, c.client_id as "clientId", coalesce(c.name, '') as name, c.uri, c.redirect_uris::jsonb as "redirectUris",
          c.client_discovery_id is not null as "hasDocument", k.scopes,
          k.all_libraries as "allLibraries",
          json_build_object('accountId', a.id, 'name', a.name) as person,
          ${unixMs("k.created_at")} as "connectedAt", ${unixMs("k.last_used_at")} as "lastUsedAt",
          coalesce((select json_object_agg(l.slug, g.level order by l.id)
                    from grants g join libraries l on l.id = g.library_id and l.organization_id = k.organization_id
                    where g.key_id = k.id), '{}') as libraries
        from keys k join accounts a on a.id = k.account_id join oauth_clients c on c.client_id = k.client_id
        where k.organization_id = ${organizationId} and (${accountId ?? null}::text is null or k.account_id = ${accountId ?? null})
          and k.expires_at is null
        order by k.created_at desc, k.id`,
  );
}

/** Ends a connection and its tokens. False when there is none; only one of the person's own with `accountId`. */
export async function endConnection(
  db: Queryable,
  organizationId: number,
  connectionId: string,
  accountId: string | undefined,
): Promise<boolean> {
  const ended = await db.execute(
    sql`delete from keys where organization_id = ${organizationId} and id = ${connectionId} and account_id is not null
          and (${accountId ?? null}::text is null or account_id = ${accountId ?? null})`,
  );
  return ended === 1;
}

/** What a connection that its person has not confirmed yet would reach. Undefined when there is none of this person and app. */
export function awaitingConsent(
  db: Queryable,
  { id, accountId, clientId }: Parties & { id: string },
  now: Date,
): Promise<{ images: Level | null; scopes: Scope[] } | undefined> {
  return db.maybe(
    sql`select max(case when k.all_libraries = 'write' or g.level = 'write' then 'write'
                        when k.all_libraries = 'read' or g.level = 'read' then 'read' end) as images,
          array(select distinct unnest(o.scopes) from keys o where o.connection_id = ${id}) as scopes
        from keys k left join grants g on g.key_id = k.id
        where k.connection_id = ${id} and k.account_id = ${accountId} and k.client_id = ${clientId} and k.expires_at > ${now}
        group by k.connection_id`,
  );
}

/**
 * Keeps a connection that its person has confirmed. better-auth's record of the consent goes: with it, the app's next request
 * would get tokens of no connection without asking.
 */
export async function confirmConnection(db: Queryable, connectionId: string): Promise<void> {
  await db.execute(sql`delete from oauth_consents where reference_id = ${connectionId}`);
  await db.execute(sql`update keys set expires_at = null where connection_id = ${connectionId}`);
}

/**
 * Deletes tokens that ended before `before`, connections that can get no token any more, and apps that registered themselves
 * before it and that nobody is connected to.
 */
export async function dropEndedConnections(db: Queryable, before: Date): Promise<void> {
  await db.execute(sql`delete from oauth_access_tokens where expires_at < ${before}`);
  await db.execute(sql`delete from oauth_refresh_tokens where expires_at < ${before}`);
  await db.execute(
    sql`delete from app_connections c where c.created_at < ${before}
          and not exists (select from oauth_refresh_tokens t where t.reference_id = c.id)
          and not exists (select from oauth_access_tokens t where t.reference_id = c.id)`,
  );
  await db.execute(
    sql`delete from oauth_clients c where c.created_at < ${before} and c.reference_id is distinct from ${registeredByOperator}
          and not exists (select from app_connections a where a.client_id = c.client_id)`,
  );
  await db.execute(sql`delete from oauth_device_codes where expires_at < ${before}`);
  await db.execute(sql`delete from oauth_client_assertions where expires_at < ${before}`);
}

/** The encrypted secrets of confidential clients. */
export const clientSecrets = (db: Queryable): Promise<{ id: string; secret: string }[]> =>
  db.query(
    sql`select id, client_secret as secret from oauth_clients where client_secret is not null order by id`,
  );

export const replaceClientSecret = (db: Queryable, id: string, secret: string): Promise<number> =>
  db.execute(sql`update oauth_clients set client_secret = ${secret} where id = ${id}`);

export const dropRotationReplays = (db: Queryable): Promise<number> =>
  db.execute(sql`
    update oauth_refresh_tokens set rotation_replay_response = null, rotation_replay_expires_at = null
    where rotation_replay_response is not null`);
