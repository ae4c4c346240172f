import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { OrganizationName } from "../../identity/organizations/organization.ts";
import { mustBeCallable } from "../../webhooks/endpoints/callable.ts";
import { changeWebhook } from "../../webhooks/endpoints/store.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "./of-caller.ts";
import * as store from "./store.ts";
import { TenantAnswer, TenantSettings, TenantSettingsChange } from "./tenant.ts";

export const getTenant = defineOperation({
  name: "getTenant",
  noun: "Tenants",
  summary: "Get the tenant that this key belongs to",
  access: { kind: "scope", scope: "tenant:read" },
  input: z.strictObject({}),
  output: TenantAnswer,
  memory: { method: "GET", path: "/tenant" },
  async run(services, _input, caller) {
    const { organizationId } = await callersTenant(services, caller, "whatever its status");
    return tenantAnswer(services.database, organizationId);
  },
});

export const updateTenant = defineOperation({
  name: "updateTenant",
  noun: "Tenants",
  summary: "Rename the tenant or change its settings",
  description: "Settings are merged. The encryption mode can only change before the first user is created.",
  access: { kind: "scope", scope: "tenant:admin" },
  input: z.strictObject({ name: OrganizationName.optional(), settings: TenantSettingsChange.optional() }),
  output: TenantAnswer,
  fails: ["CONFLICT"],
  memory: { method: "PATCH", path: "/tenant" },
  changesKeys: true,
  audit: (input) => ({ changed: [...Object.keys(input), ...Object.keys(input.settings ?? {})] }),
  async run(services, { name, settings = {} }, caller) {
    const { database, clock, secret } = services;
    const { organizationId, settings: before } = await callersTenant(services, caller);
    const { webhook_url: url, webhook_events: events, ...others } = settings;
    const { encryption_mode: mode = before.encryption_mode } = settings;
    await mustBeCallable(services, "settings.webhook_url", url);
    const at = clock.now();
    await database.transaction(async (tx) => {
      await store.lockTenant(tx, organizationId);
      if (mode !== before.encryption_mode && (await store.countUsers(tx, organizationId)) > 0) {
        throw fail.conflict("encryption_mode: can only change while the tenant has no users.");
      }
      await store.updateTenant(tx, organizationId, { name, settings: others, at });
      await changeWebhook(tx, secret, organizationId, { url, events }, at);
    });
    return tenantAnswer(database, organizationId);
  },
});

async function tenantAnswer(db: Queryable, organizationId: number): Promise<z.input<typeof TenantAnswer>> {
  const tenant = await store.tenantRecord(db, organizationId);
  return {
    tenant_id: tenant.id,
    name: tenant.name,
    email: tenant.email,
    status: tenant.status,
    settings: TenantSettings.parse(tenant.settings),
    stats: {
      user_count: tenant.users,
      conversation_count: tenant.conversations,
      total_interactions: tenant.interactions,
      storage_bytes: tenant.bytes,
    },
    created_at: tenant.createdAt.toISOString(),
    updated_at: tenant.updatedAt.toISOString(),
  };
}
