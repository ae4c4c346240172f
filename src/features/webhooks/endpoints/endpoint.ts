import { z } from "zod";
import { text } from "../../../kernel/fields.ts";
import { base62, randomText } from "../../../platform/random-text.ts";
import { EventName } from "../event.ts";

/** Where events are sent. Each delivery checks the host again, because a name may resolve to another address later. */
export const WebhookUrl = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address" })
  .max(2048)
  .refine((url) => !url.includes("\0"), "must not contain the character U+0000")
  .refine((url) => !hasCredentials(url), "must not contain a user name or password")
  .meta({ examples: ["https://example.com/hooks/rookery"] });

export const WebhookEvents = z.array(EventName).max(32).meta({ description: "The events to send." });

/** An organization's endpoint, without its secret. */
export const Webhook = z
  .object({
    url: z.string().nullable().meta({ description: "null while paused." }),
    events: z.array(z.string()),
    secret_hint: z.string().nullable().meta({ description: "null without an endpoint." }),
    updated_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "Webhook" });

export const WebhookId = text(64).meta({
  description: "The webhook's id, as listed.",
  examples: ["whk_4fR2kd83jdLq0PzA"],
});

/** One of an organization's endpoints. */
export const WebhookEndpoint = z
  .object({
    webhook_id: z.string(),
    url: z.string().nullable().meta({ description: "null while paused." }),
    events: z.array(z.string()),
    secret_hint: z.string(),
    main: z.boolean().meta({ description: "Whether it is the one in the tenant's settings." }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "WebhookEndpoint" });
export type WebhookEndpoint = z.output<typeof WebhookEndpoint>;

/** How many endpoints an organization can have: each receives a copy of every event that it subscribes to. */
export const endpointsMax = 10;

/** An endpoint's secret. */
export const WebhookSecret = z.object({ secret: z.string().meta({ examples: ["whsec_…"] }) });

export const newWebhookId = (): string => `whk_${randomText(base62, 16)}`;

/** A signing secret: a prefix and 40 random base62 characters (238 bits). */
export const newWebhookSecret = (): string => `whsec_${randomText(base62, 40)}`;

function hasCredentials(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && (url.username !== "" || url.password !== "");
}
