import type { KeyCaller, MemberCaller } from "../../../kernel/caller.ts";
import { fail } from "../../../kernel/failure.ts";
import type { Limit } from "../../../kernel/operation.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Database } from "../../../platform/database/database.ts";
import { tenantOf } from "./store.ts";
import type { Tenant } from "./tenant.ts";

interface Needs {
  database: Database;
  clock: Clock;
  tenantOfOrganization(id: number): Promise<Tenant | undefined>;
}
type TenantCaller = KeyCaller | MemberCaller;

// Reads a call's tenant once, for its rate limit and for `run`.
const tenants = new WeakMap<TenantCaller, Promise<Tenant>>();

function read({ database, tenantOfOrganization, clock }: Needs, caller: TenantCaller): Promise<Tenant> {
  const known = tenants.get(caller);
  if (known) return known;
  const { id } = caller.organization;
  const tenant = tenantOfOrganization(id).then((found) => found ?? tenantOf(database, id, clock.now()));
  tenants.set(caller, tenant);
  return tenant;
}

/** The tenant that a caller acts for. Fails if it is not active, unless allowed. */
export async function callersTenant(
  services: Needs,
  caller: TenantCaller,
  which: "active" | "whatever its status" = "active",
): Promise<Tenant> {
  const tenant = await read(services, caller);
  if (which === "active" && tenant.status !== "active")
    throw fail.forbidden(`This tenant is ${tenant.status}.`);
  return tenant;
}

/** The rate limit in a tenant's own settings. */
export async function tenantLimits(
  _input: object,
  caller: TenantCaller,
  services: Needs,
): Promise<readonly Limit[]> {
  const { id, settings } = await read(services, caller);
  const max = settings.rate_limit_per_minute;
  return max > 0 ? [{ bucket: `tenant ${id}`, max, windowSeconds: 60, shownAs: "tenant" }] : [];
}
