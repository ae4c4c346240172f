import sql, { type Sql } from "sql-template-tag";
import type { z } from "zod";
import { Failure } from "../../../kernel/failure.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import type { Secret } from "../../../platform/secret.ts";
import { tokenHint } from "../../identity/keys/token.ts";
import type { EventName } from "../event.ts";
import { newWebhookId, newWebhookSecret, type Webhook } from "./endpoint.ts";

/** An organization's main endpoint, or the defaults while it has none. */
export async function webhookOf(db: Queryable, organizationId: number): Promise<z.input<typeof Webhook>> {
  const row = await db.maybe<{ url: string | null; events: string[]; hint: string; updatedAt: Date }>(
    sql`select url, events, secret_hint as hint, updated_at as "updatedAt" from webhook_endpoints
        where organization_id = ${organizationId} and main`,
  );
  return {
    url: row?.url ?? null,
    events: row?.events ?? [],
    secret_hint: row?.hint ?? null,
    updated_at: row?.updatedAt.toISOString() ?? null,
  };
}

export interface WebhookChange {
  /** null pauses sending and keeps the other settings. */
  url?: string | null | undefined;
  events?: readonly EventName[] | undefined;
}

/** Changes an organization's main endpoint, or creates it with a new secret. Omitted settings stay as they are. */
export async function changeWebhook(
  tx: Queryable,
  secret: Secret,
  organizationId: number,
  { url, events }: WebhookChange,
  at: Date,
): Promise<void> {
  if (url === undefined && events === undefined) return;
  const { sealed, hint } = newSealedSecret(secret, organizationId);
  await tx.execute(
    sql`insert into webhook_endpoints as e (id, main, organization_id, url, events, sealed_secret, secret_hint, created_at, updated_at)
        values (${newWebhookId()}, true, ${organizationId}, ${url ?? null}, ${events ?? []}, ${sealed}, ${hint}, ${at}, ${at})
        on conflict (organization_id) where main do update set
          url = case when ${url === undefined} then e.url else excluded.url end,
          events = case when ${events === undefined} then e.events else excluded.events end,
          updated_at = excluded.updated_at`,
  );
}

/** Removes an organization's main endpoint with its secret. Pending deliveries then fail. */
export async function removeWebhook(db: Queryable, organizationId: number): Promise<void> {
  await db.execute(sql`delete from webhook_endpoints where organization_id = ${organizationId} and main`);
}

/** The secret that signs an organization's events. Throws `RESOURCE_NOT_FOUND` without an endpoint. */
export async function webhookSecret(db: Queryable, secret: Secret, organizationId: number): Promise<string> {
  const row = await db.maybe<{ sealed: Buffer }>(
    sql`select sealed_secret as sealed from webhook_endpoints where organization_id = ${organizationId} and main`,
  );
  if (!row) throw noWebhook();
  return openWebhookSecret(secret, organizationId, row.sealed);
}

/** Replaces the secret and returns the new one. The old one signs nothing any more. */
export async function rotateWebhookSecret(
  db: Queryable,
  secret: Secret,
  organizationId: number,
  at: Date,
): Promise<string> {
  const { plain, sealed, hint } = newSealedSecret(secret, organizationId);
  const changed = await db.execute(
    sql`update webhook_endpoints set sealed_secret = ${sealed}, secret_hint = ${hint}, updated_at = ${at}
        where organization_id = ${organizationId} and main`,
  );
  if (changed === 0) throw noWebhook();
  return plain;
}

/** SQL: the webhook settings of a tenant, `t`, as jsonb. */
export const webhookSettings: Sql = sql`
  coalesce((select jsonb_build_object('webhook_url', e.url, 'webhook_events', e.events)
            from webhook_endpoints e where e.organization_id = t.organization_id and e.main), '{}')`;

export const openWebhookSecret = (secret: Secret, organizationId: number, sealed: Buffer): string =>
  secret.open(sealed, context(organizationId));

/** SQL: whether an endpoint of tenant `t` receives an event. */
export const subscribes = (event: EventName): Sql =>
  sql`exists (select 1 from webhook_endpoints e
      where e.organization_id = t.organization_id and e.url is not null and ${event} = any(e.events))`;

export function newSealedSecret(secret: Secret, organizationId: number) {
  const plain = newWebhookSecret();
  return { plain, sealed: sealWebhookSecret(secret, organizationId, plain), hint: tokenHint(plain) };
}

export const sealWebhookSecret = (secret: Secret, organizationId: number, plain: string): Buffer =>
  secret.seal(plain, context(organizationId));

export interface SealedSecret {
  id: string;
  organizationId: number;
  sealed: Buffer;
}

/** Sealed secrets of all organizations, in the order of their endpoints' ids after one of them. */
export const sealedSecretsAfter = (db: Queryable, after: string, limit: number): Promise<SealedSecret[]> =>
  db.query(sql`
    select id, organization_id as "organizationId", sealed_secret as sealed from webhook_endpoints
    where id > ${after} order by id limit ${limit}`);

export const replaceSealedSecrets = (db: Queryable, rows: readonly SealedSecret[]): Promise<number> =>
  db.execute(sql`
    update webhook_endpoints e set sealed_secret = u.sealed
    from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ sealed }) => sealed)}::bytea[]) as u(id, sealed)
    where e.id = u.id`);

const context = (organizationId: number) => `webhook ${organizationId}`;

export const noWebhook = () =>
  new Failure("RESOURCE_NOT_FOUND", "This organization has no webhook yet. Set 'webhook_url' first.");
