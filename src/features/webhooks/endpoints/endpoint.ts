import { z } from "zod";
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

/** An endpoint's secret. */
export const WebhookSecret = z.object({ secret: z.string().meta({ examples: ["whsec_…"] }) });

/** A signing secret: a prefix and 40 random base62 characters (238 bits). */
export const newWebhookSecret = (): string => `whsec_${randomText(base62, 40)}`;

function hasCredentials(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && (url.username !== "" || url.password !== "");
}
