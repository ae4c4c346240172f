import { z } from "zod";
import { WebhookEvents, WebhookUrl } from "../../webhooks/endpoints/endpoint.ts";

/** A tenant's settings and their defaults. */
export const TenantSettings = z.strictObject({
  retention_days: z.int().min(0).max(36_500).default(30).meta({ description: "0 keeps everything." }),
  batch_size: z.int().min(1).max(1000).default(10),
  max_conversations_per_user: z.int().min(1).max(1_000_000).default(100),
  max_users: z.int().min(1).max(1_000_000).default(1000),
  encryption_mode: z.enum(["platform", "byok"]).default("platform"),
  webhook_url: WebhookUrl.nullable().default(null),
  webhook_events: WebhookEvents.default([]),
  audit_reads: z.boolean().default(false).meta({ description: "Record who reads memory." }),
  rate_limit_per_minute: z.int().min(0).max(1_000_000).default(0).meta({ description: "0 is no limit." }),
});
export type TenantSettings = z.output<typeof TenantSettings>;

/** A change of settings: each is optional. Values are checked, and defaults are not filled in. */
export const TenantSettingsChange = z.strictObject(
  Object.fromEntries(
    Object.entries(TenantSettings.shape).map(([name, schema]) => [name, schema.unwrap().optional()]),
  ) as unknown as {
    [Name in keyof typeof TenantSettings.shape]: z.ZodOptional<
      ReturnType<(typeof TenantSettings.shape)[Name]["unwrap"]>
    >;
  },
);

// What an unclaimed tenant may have, whatever its settings: anybody can register one.
const unclaimedMax = { max_users: 1000, max_conversations_per_user: 1000 };

/** The settings that are in force. */
export function settingsInForce(settings: TenantSettings, unclaimed: boolean): TenantSettings {
  if (!unclaimed) return settings;
  const most = (name: keyof typeof unclaimedMax) => Math.min(settings[name], unclaimedMax[name]);
  return {
    ...settings,
    max_users: most("max_users"),
    max_conversations_per_user: most("max_conversations_per_user"),
  };
}

/** The message beside a new key. */
export const shownOnce = "Save your API key securely. It will not be shown again.";

/** A tenant as the memory API shows it. */
export const TenantAnswer = z
  .object({
    tenant_id: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    status: z.enum(["active", "suspended", "deleted"]),
    settings: TenantSettings,
    stats: z.object({
      user_count: z.int(),
      conversation_count: z.int(),
      total_interactions: z.int(),
      storage_bytes: z.number(),
    }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "Tenant" });

/** The memory side of an organization, for operations. */
export interface Tenant {
  organizationId: number;
  id: string;
  status: "active" | "suspended" | "deleted";
  settings: TenantSettings;
  /** Nobody has claimed it, so it has a quota and expires. */
  unclaimed: boolean;
  /** Whether a webhook receives stored exchanges. */
  notifiesIngested: boolean;
  keyVersion: number;
  byokCheck: Buffer | null;
  /** Changes when anything of the tenant does. See `stateOf`. */
  state: string;
}
