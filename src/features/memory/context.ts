import type { KeyCaller, MemberCaller } from "../../kernel/caller.ts";
import { fail } from "../../kernel/failure.ts";
import type { Services } from "../../main/services-type.ts";
import { tenantOf } from "./tenants/store.ts";
import type { Tenant } from "./tenants/tenant.ts";

/** The tenant that a caller acts for, within its own rate limit. One that is not active is refused, unless said otherwise. */
export async function callersTenant(
  { database, tenantOfOrganization, clock, rateLimits }: Services,
  { organization }: KeyCaller | MemberCaller,
  which: "active" | "whatever its status" = "active",
): Promise<Tenant> {
  const tenant =
    (await tenantOfOrganization(organization.id)) ?? (await tenantOf(database, organization.id, clock.now()));
  if (which === "active" && tenant.status !== "active")
    throw fail.forbidden(`This tenant is ${tenant.status}.`);
  const perMinute = tenant.settings.rate_limit_per_minute;
  if (perMinute > 0) await rateLimits.spendFrom(`tenant ${tenant.id}`, perMinute, 60);
  return tenant;
}
