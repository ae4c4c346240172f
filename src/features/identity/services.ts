import { operationsOver } from "../../kernel/operation.ts";
import type { KernelServices } from "../../kernel/services.ts";
import type { Mailer } from "../../platform/mail/mailer.ts";
import type { Secret } from "../../platform/secret.ts";
import type { Auth } from "./accounts/auth.ts";
import type { KeyCache } from "./keys/key-cache.ts";
import type { UsageTally } from "./usage/tally.ts";

/** What accounts, organizations, keys, claims, audit and usage need. */
export interface IdentityServices extends KernelServices {
  secret: Secret;
  auth: Auth;
  keyCache: KeyCache;
  mailer: Mailer;
  /** Counts calls by organization. */
  tally: UsageTally;
  /** Removes an organization's data in every feature. */
  eraseOrganization(organizationId: number): Promise<void>;
}

export const defineOperation = operationsOver<IdentityServices>();
