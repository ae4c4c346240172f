import sql from "sql-template-tag";
import type { Scope } from "../../../kernel/scope.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { unixMs } from "../../../platform/database/unix-ms.ts";
import type { Grants, Key } from "../keys/key.ts";

export interface ClientRow {
  clientId: string;
  name: string | null;
  uri: string | null;
  redirectUris: string[];
}

/** A registered app that may ask for connections. */
export function client(db: Queryable, clientId: string): Promise<ClientRow | undefined> {
  return db.maybe<ClientRow>(
    sql`select client_id as "clientId", name, uri, redirect_uris::jsonb as "redirectUris"
        from oauth_clients where client_id = ${clientId} and disabled is not true`,
  );
}

/** Ties a new key to a person and an app, which makes it a connection. */
export async function tieToApp(
  db: Queryable,
  keyId: string,
  { accountId, clientId }: { accountId: string; clientId: string },
): Promise<void> {
  await db.execute(
    sql`update keys set account_id = ${accountId}, client_id = ${clientId}, hint = '', sealed_token = null where id = ${keyId}`,
  );
}

export interface ConnectionRow {
  id: string;
  name: string;
  uri: string | null;
  redirectUris: string[];
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
    sql`select k.id, coalesce(c.name, '') as name, c.uri, c.redirect_uris::jsonb as "redirectUris", k.scopes,
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

/** Whether a person made this connection for this app, and has not confirmed it yet. */
export async function awaitsConsent(
  db: Queryable,
  connection: { id: string; accountId: string; clientId: string },
  now: Date,
): Promise<boolean> {
  const row = await db.maybe(
    sql`select 1 from keys where id = ${connection.id} and account_id = ${connection.accountId}
          and client_id = ${connection.clientId} and expires_at > ${now}`,
  );
  return row !== undefined;
}

/**
 * Keeps a connection that its person has confirmed. better-auth's record of the consent goes: with it, the app's next request
 * would get tokens of no connection without asking.
 */
export async function confirmConnection(db: Queryable, connectionId: string): Promise<void> {
  await db.execute(sql`delete from oauth_consents where reference_id = ${connectionId}`);
  await db.execute(
    sql`update keys set expires_at = null where id = ${connectionId} and account_id is not null`,
  );
}

/**
 * Deletes tokens that ended before `before`, connections that can get no token any more, and apps that registered before it
 * and that nobody is connected to.
 */
export async function dropEndedConnections(db: Queryable, before: Date): Promise<void> {
  await db.execute(sql`delete from oauth_access_tokens where expires_at < ${before}`);
  await db.execute(sql`delete from oauth_refresh_tokens where expires_at < ${before}`);
  await db.execute(
    sql`delete from keys k where k.account_id is not null and k.created_at < ${before}
          and not exists (select from oauth_refresh_tokens t where t.reference_id = k.id)
          and not exists (select from oauth_access_tokens t where t.reference_id = k.id)`,
  );
  await db.execute(
    sql`delete from oauth_clients c where c.created_at < ${before} and c.client_discovery_id is null
          and not exists (select from keys k where k.client_id = c.client_id)`,
  );
  await db.execute(sql`delete from oauth_client_assertions where expires_at < ${before}`);
}
