import sql from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { unixMs } from "../../../../platform/database/unix-ms.ts";
import { registeredByOperator } from "../store.ts";

export interface AppToInsert {
  clientId: string;
  name: string;
  uri: string | null;
  redirectUris: readonly string[];
  isNative: boolean;
  createdAt: Date;
}

const json = (list: readonly string[]) => JSON.stringify(list);

/** Registers a public client, as better-auth writes one that registered itself. */
export async function insertApp(db: Queryable, app: AppToInsert): Promise<void> {
  await db.execute(
    sql`insert into oauth_clients (id, client_id, name, uri, redirect_uris, application_type, token_endpoint_auth_method,
          grant_types, response_types, reference_id, created_at, updated_at)
        values (${app.clientId}, ${app.clientId}, ${app.name}, ${app.uri}, ${json(app.redirectUris)},
          ${app.isNative ? "native" : "web"}, 'none', ${json(["authorization_code", "refresh_token"])}, ${json(["code"])},
          ${registeredByOperator}, ${app.createdAt}, ${app.createdAt})`,
  );
}

export interface RegisteredAppRow {
  clientId: string;
  name: string;
  uri: string | null;
  redirectUris: string[];
  createdAt: number;
  connections: number;
}

/** The apps that the operator registered, oldest first. */
export function registeredApps(db: Queryable): Promise<RegisteredAppRow[]> {
  return db.query<RegisteredAppRow>(
    sql`select client_id as "clientId", name, uri, redirect_uris::jsonb as "redirectUris", ${unixMs("created_at")} as "createdAt",
          (select count(*)::int from app_connections a where a.client_id = c.client_id) as connections
        from oauth_clients c where reference_id = ${registeredByOperator} order by created_at, client_id`,
  );
}

/** Deletes an app with its connections and tokens. False when the operator registered none of this id. */
export async function deleteApp(db: Queryable, clientId: string): Promise<boolean> {
  const deleted = await db.execute(
    sql`delete from oauth_clients where client_id = ${clientId} and reference_id = ${registeredByOperator}`,
  );
  return deleted === 1;
}
