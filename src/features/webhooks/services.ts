import { operationsOver } from "../../kernel/operation.ts";
import type { KernelServices } from "../../kernel/services.ts";
import type { PublicFetch } from "../../platform/net/public-fetch.ts";
import type { Secret } from "../../platform/secret.ts";

export interface WebhookServices extends KernelServices {
  secret: Secret;
  /** Calls endpoints, with a shorter timeout than other fetches. */
  webhookFetch: PublicFetch;
}

export const defineOperation = operationsOver<WebhookServices>();
