import { z } from "zod";
import { isLoopback, networkOf } from "../../../kernel/address.ts";
import { fail } from "../../../kernel/failure.ts";
import { firstKeyScopes } from "../../../kernel/scope.ts";
import { mailboxKey, strangersLimits } from "../../../kernel/strangers.ts";
import { dayMs } from "../../../platform/clock.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { claimLink, claimTokenHash, newClaimToken } from "../../identity/claims/claim.ts";
import { startMail, takenMail } from "../../identity/claims/mails.ts";
import { addClaimToken, insertClaim } from "../../identity/claims/store.ts";
import { issueKey } from "../../identity/keys/issue-key.ts";
import { OrganizationName, randomOrganizationSlug } from "../../identity/organizations/organization.ts";
import { insertOrganization } from "../../identity/organizations/store.ts";
import { mustBeCallable } from "../../webhooks/endpoints/callable.ts";
import { changeWebhook } from "../../webhooks/endpoints/store.ts";
import { defineOperation, type MemoryServices } from "../services.ts";
import * as store from "./store.ts";
import { shownOnce, type TenantSettings, TenantSettingsChange } from "./tenant.ts";

// An agent registers a few tenants; a script that floods the database would register thousands.
const registrationsPerNetwork = 60;
// Limits mails to one person, whoever registers their address.
const mailsPerPerson = { max: 20, windowSeconds: 86_400 };
// A refusal tells that an address has a tenant, so that a network is told of few.
const takenPerNetwork = { max: 10, windowSeconds: 3600 };
const takenMailsPerPerson = { max: 3, windowSeconds: 86_400 };

export const registerTenant = defineOperation({
  name: "registerTenant",
  noun: "Tenants",
  summary: "Register a tenant",
  description:
    "Returns its default key, which has every scope and is shown only once. The address gets a claim link by email. An " +
    "unclaimed tenant is removed at `expires_at`.",
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
    expires_at: z.iso.datetime().meta({
      description: "When it is removed with everything in it, unless it is claimed.",
    }),
    message: z.string(),
  }),
  fails: ["CONFLICT", "RATE_LIMITED", "FORBIDDEN"],
  memory: { method: "POST", path: "/tenants", status: 201 },
  limits: ({ email }, { address }, { config }) => [
    ...strangersLimits("register", address, {
      perNetworkMax: registrationsPerNetwork,
      perServerMax: config.startsPerHour,
    }),
    { bucket: `starts for ${mailboxKey(email)}`, ...mailsPerPerson },
  ],
  async run(services, { name, email, settings = {} }, { address }, afterCommit) {
    const { config, database, clock } = services;
    if (!config.anonymousStarts) {
      throw fail.forbidden(
        "Tenants can't be registered without an account on this server. Ask its operator.",
      );
    }
    await mustBeCallable(services, "settings.webhook_url", settings.webhook_url);
    const createdAt = clock.now();
    const expiresAt = new Date(createdAt.getTime() + config.claimDays * dayMs);
    const claimToken = newClaimToken();
    const start = { name, email, settings, claimToken, createdAt, expiresAt };
    const made = await database.transaction((tx) => insert(services, tx, start));
    if (!made) throw await taken(services, email, address);
    const claimUrl = claimLink(config, claimToken);
    afterCommit(async ({ mailer }, answer) => {
      await mailer.send(startMail(email, { what: "agent memory", claimUrl, expiresAt }));
      return answer;
    });
    return {
      tenant_id: made.id,
      api_key: made.token,
      api_key_prefix: "rk_live_" as const,
      claim_url: claimUrl,
      expires_at: expiresAt.toISOString(),
      message: shownOnce,
    };
  },
});

interface Start {
  name: string;
  email: string;
  settings: Partial<TenantSettings>;
  claimToken: string;
  createdAt: Date;
  expiresAt: Date;
}

/** Undefined when another tenant has the address. */
async function insert(
  { secret }: MemoryServices,
  tx: Queryable,
  { name, email, settings, claimToken, createdAt, expiresAt }: Start,
): Promise<{ id: string; token: string } | undefined> {
  const { webhook_url: url, webhook_events: events, ...others } = settings;
  if (await store.tenantOfEmail(tx, email)) return undefined;
  const organization = {
    slug: randomOrganizationSlug(),
    name,
    plan: null,
    startedBy: email,
    createdAt,
    expiresAt,
  };
  const organizationId = (await insertOrganization(tx, organization)) as number;
  if (!(await store.insertTenant(tx, organizationId, { email, settings: others, createdAt }))) {
    throw fail.conflict(takenMessage); // it was registered at the same moment
  }
  await changeWebhook(tx, secret, organizationId, { url, events }, createdAt);
  await insertClaim(tx, organizationId, claimTokenHash(claimToken));
  const { token } = await issueKey(tx, organizationId, {
    name: "Default",
    prefix: "rk_live_",
    libraries: {},
    scopes: firstKeyScopes,
    createdAt,
    expiresAt: null,
  });
  const { id } = await store.tenantRecord(tx, organizationId);
  return { id, token };
}

const takenMessage = "A tenant with this email address already exists. Use its key, or a different address.";

/**
 * The refusal of a taken address, which the contract demands. Its owner gets a mail: with the claim link of a tenant that
 * nobody has claimed, so that nobody keeps an address from its owner by registering it first.
 */
async function taken(services: MemoryServices, email: string, address: string): Promise<Error> {
  const { database, rateLimits, mailer, config, clock } = services;
  if (!isLoopback(address)) {
    const { max, windowSeconds } = takenPerNetwork;
    await rateLimits.spendFrom(`taken addresses ${networkOf(address)}`, max, windowSeconds);
  }
  const { max, windowSeconds } = takenMailsPerPerson;
  const mayMail = await rateLimits.spendFrom(`taken mails ${mailboxKey(email)}`, max, windowSeconds).then(
    () => true,
    () => false,
  );
  const tenant = mayMail ? await store.tenantOfEmail(database, email) : undefined;
  if (tenant?.expiresAt && tenant.expiresAt > clock.now()) {
    const claimToken = newClaimToken();
    await addClaimToken(database, tenant.organizationId, claimTokenHash(claimToken));
    await mailer.send(takenMail(email, { claimUrl: claimLink(config, claimToken) }));
  } else if (tenant) {
    await mailer.send(takenMail(email, { signInUrl: `${config.publicUrl}/sign-in` }));
  }
  return fail.conflict(takenMessage);
}
