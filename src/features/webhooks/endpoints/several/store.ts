import sql, { type Sql } from "sql-template-tag";
import { fail } from "../../../../kernel/failure.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import type { Secret } from "../../../../platform/secret.ts";
import { newWebhookId, type WebhookEndpoint } from "../endpoint.ts";
import { newSealedSecret, openWebhookSecret, type WebhookChange } from "../store.ts";

interface EndpointRow extends Omit<WebhookEndpoint, "created_at" | "updated_at"> {
  created_at: Date;
  updated_at: Date;
}

const columns: Sql = sql`id as webhook_id, url, events, secret_hint, main, created_at, updated_at`;

const shown = (row: EndpointRow): WebhookEndpoint => ({
  ...row,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});

/** An organization's endpoints, oldest first. */
export async function endpointsOf(db: Queryable, organizationId: number): Promise<WebhookEndpoint[]> {
  const rows = await db.query<EndpointRow>(
    sql`select ${columns} from webhook_endpoints where organization_id = ${organizationId} order by created_at, id`,
  );
  return rows.map(shown);
}

/** Adds an endpoint with a new secret, and returns both. The first one of an organization is its main one. */
export async function insertEndpoint(
  tx: Queryable,
  secret: Secret,
  organizationId: number,
  { url, events, at }: { url: string; events: readonly string[]; at: Date },
): Promise<WebhookEndpoint & { secret: string }> {
  const { plain, sealed, hint } = newSealedSecret(secret, organizationId);
  const row = await tx.one<EndpointRow>(
    sql`insert into webhook_endpoints (id, main, organization_id, url, events, sealed_secret, secret_hint, created_at, updated_at)
        select ${newWebhookId()}, not exists (select 1 from webhook_endpoints where organization_id = ${organizationId} and main),
          ${organizationId}, ${url}, ${events}, ${sealed}, ${hint}, ${at}, ${at}
        returning ${columns}`,
  );
  return { ...shown(row), secret: plain };
}

/** Lets one transaction at a time add endpoints to an organization. Returns how many it has. */
export async function lockEndpoints(tx: Queryable, organizationId: number): Promise<number> {
  await tx.execute(sql`select 1 from organizations where id = ${organizationId} for no key update`);
  const { n } = await tx.one<{ n: number }>(
    sql`select count(*)::int as n from webhook_endpoints where organization_id = ${organizationId}`,
  );
  return n;
}

/** Changes an endpoint. Omitted settings stay as they are. */
export async function updateEndpoint(
  db: Queryable,
  organizationId: number,
  webhookId: string,
  { url, events }: WebhookChange,
  at: Date,
): Promise<WebhookEndpoint> {
  const row = await db.maybe<EndpointRow>(
    sql`update webhook_endpoints set
          url = case when ${url === undefined} then url else ${url ?? null} end,
          events = case when ${events === undefined} then events else ${events ?? []} end,
          updated_at = ${at}
        where organization_id = ${organizationId} and id = ${webhookId} returning ${columns}`,
  );
  if (!row) throw fail.missing("webhook");
  return shown(row);
}

/** Removes an endpoint with its secret. Its pending deliveries then fail. */
export async function deleteEndpoint(
  db: Queryable,
  organizationId: number,
  webhookId: string,
): Promise<void> {
  const deleted = await db.execute(
    sql`delete from webhook_endpoints where organization_id = ${organizationId} and id = ${webhookId}`,
  );
  if (deleted === 0) throw fail.missing("webhook");
}

export async function endpointSecret(
  db: Queryable,
  secret: Secret,
  organizationId: number,
  webhookId: string,
): Promise<string> {
  const row = await db.maybe<{ sealed: Buffer }>(
    sql`select sealed_secret as sealed from webhook_endpoints
        where organization_id = ${organizationId} and id = ${webhookId}`,
  );
  if (!row) throw fail.missing("webhook");
  return openWebhookSecret(secret, organizationId, row.sealed);
}

/** Replaces an endpoint's secret and returns the new one. The old one signs nothing any more. */
export async function rotateEndpointSecret(
  db: Queryable,
  secret: Secret,
  organizationId: number,
  webhookId: string,
  at: Date,
): Promise<string> {
  const { plain, sealed, hint } = newSealedSecret(secret, organizationId);
  const changed = await db.execute(
    sql`update webhook_endpoints set sealed_secret = ${sealed}, secret_hint = ${hint}, updated_at = ${at}
        where organization_id = ${organizationId} and id = ${webhookId}`,
  );
  if (changed === 0) throw fail.missing("webhook");
  return plain;
}
