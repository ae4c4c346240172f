import { operationsOver } from "../../kernel/operation.ts";
import type { KernelServices } from "../../kernel/services.ts";
import type { PublicFetch } from "../../platform/net/public-fetch.ts";
import type { Secret } from "../../platform/secret.ts";

/** What endpoints and deliveries need. */
export interface WebhookServices extends KernelServices {
  secret: Secret;
  /** Calls endpoints; given up sooner than other fetches. */
  webhookFetch: PublicFetch;
}

export const defineOperation = operationsOver<WebhookServices>();
