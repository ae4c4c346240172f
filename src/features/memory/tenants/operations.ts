import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import { Scope } from "../../../kernel/scope.ts";
import { strangersLimits } from "../../../kernel/strangers.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { claimLink, claimTokenHash, newClaimToken } from "../../identity/claims/claim.ts";
import { insertClaim } from "../../identity/claims/store.ts";
import { issueKey } from "../../identity/keys/issue-key.ts";
import { OrganizationName, randomOrganizationSlug } from "../../identity/organizations/organization.ts";
import { insertOrganization } from "../../identity/organizations/store.ts";
import { mustBeCallable } from "../../webhooks/endpoints/callable.ts";
import { changeWebhook } from "../../webhooks/endpoints/store.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "./of-caller.ts";
import * as store from "./store.ts";
import { shownOnce, TenantAnswer, TenantSettings, TenantSettingsChange } from "./tenant.ts";

// An agent registers a few tenants; a script that floods the database would register thousands.
const registrationsPerNetwork = 60;

export const registerTenant = defineOperation({
  name: "registerTenant",
  noun: "Tenants",
  summary: "Register a tenant",
  description: "Returns its default key, which has every scope and is shown only once.",
  access: { kind: "anonymous" },
  input: z.strictObject({
    name: OrganizationName,
    email: z.email({ error: "must be an email address" }).max(254),
    settings: TenantSettingsChange.optional(),
  }),
  output: z.object({
    tenant_id: z.string(),
    api_key: z.string(),
    api_key_prefix: z.literal("rk_live_"),
    claim_url: z.string().meta({
      description: "For a person. Signing in through it makes them the tenant's owner in the web app.",
    }),
    message: z.string(),
  }),
  fails: ["CONFLICT", "RATE_LIMITED", "FORBIDDEN"],
  memory: { method: "POST", path: "/tenants", status: 201 },
  limits: (_input, { address }, { config }) =>
    strangersLimits("register", address, {
      perNetworkMax: registrationsPerNetwork,
      perServerMax: config.startsPerHour,
    }),
  async run(services, { name, email, settings = {} }) {
    const { config, database, clock, secret } = services;
    if (!config.anonymousStarts) {
      throw fail.forbidden("This server takes no new tenants without an account. Ask its operator.");
    }
    await mustBeCallable(services, "settings.webhook_url", settings.webhook_url);
    const createdAt = clock.now();
    return database.transaction(async (tx) => {
      const organization = {
        slug: randomOrganizationSlug(),
        name,
        plan: "free",
        startedBy: null,
        createdAt,
        expiresAt: null,
      };
      const organizationId = (await insertOrganization(tx, organization)) as number;
      const { webhook_url: url, webhook_events: events, ...others } = settings;
      if (!(await store.insertTenant(tx, organizationId, { email, settings: others, createdAt }))) {
        throw fail.conflict(
          "A tenant with this email address already exists. Use its key, or a different address.",
        );
      }
      await changeWebhook(tx, secret, organizationId, { url, events }, createdAt);
      const claimToken = newClaimToken();
      await insertClaim(tx, organizationId, claimTokenHash(claimToken));
      const { token } = await issueKey(tx, organizationId, {
        name: "Default",
        prefix: "rk_live_",
        libraries: {},
        scopes: Scope.options,
        createdAt,
        expiresAt: null,
      });
      const { id } = await store.tenantRecord(tx, organizationId);
      return {
        tenant_id: id,
        api_key: token,
        api_key_prefix: "rk_live_" as const,
        claim_url: claimLink(config, claimToken),
        message: shownOnce,
      };
    });
  },
});

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
  input: z.strictObject({ name: text(200).min(1).optional(), settings: TenantSettingsChange.optional() }),
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
