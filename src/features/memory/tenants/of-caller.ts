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
  recentTenants: RecentTenants;
}
/** Tenants as they were read last. */
export interface RecentTenants {
  get(organizationId: number): Tenant | undefined;
  set(organizationId: number, tenant: Tenant): unknown;
  delete(organizationId: number): unknown;
}
type TenantCaller = KeyCaller | MemberCaller;

// Reads a call's tenant once, for its rate limit and for `run`.
const tenants = new WeakMap<TenantCaller, Promise<Tenant>>();

function read(services: Needs, caller: TenantCaller): Promise<Tenant> {
  const known = tenants.get(caller);
  if (known) return known;
  const tenant = readNow(services, caller.organization.id);
  tenants.set(caller, tenant);
  return tenant;
}

async function readNow(services: Needs, organizationId: number): Promise<Tenant> {
  const { database, tenantOfOrganization, clock } = services;
  const found = await tenantOfOrganization(organizationId);
  return remembered(
    services,
    organizationId,
    found ?? (await tenantOf(database, organizationId, clock.now())),
  );
}

function remembered({ recentTenants }: Needs, organizationId: number, tenant: Tenant): Tenant {
  if (refusesNothing(tenant)) recentTenants.set(organizationId, tenant);
  else recentTenants.delete(organizationId);
  return tenant;
}

/** Only such tenants are remembered: a call that is refused by what was true before would never find out. */
const refusesNothing = ({ status, settings }: Tenant) =>
  status === "active" && settings.encryption_mode === "platform" && settings.rate_limit_per_minute === 0;

/** The tenant that a caller acts for. Fails if it is not active, unless allowed. */
export async function callersTenant(
  services: Needs,
  caller: TenantCaller,
  which: "active" | "whatever its status" = "active",
): Promise<Tenant> {
  const tenant = await read(services, caller);
  return which === "active" ? active(tenant) : tenant;
}

function active(tenant: Tenant): Tenant {
  if (tenant.status !== "active") throw fail.forbidden(`This tenant is ${tenant.status}.`);
  return tenant;
}

/**
 * The tenant that a caller acts for as this process last read it, without asking the database. Whatever uses it must find out
 * in its own statement whether it is unchanged (`isUnchanged`), and else ask for the current one.
 */
export async function recentTenant(services: Needs, caller: TenantCaller): Promise<Tenant> {
  return services.recentTenants.get(caller.organization.id) ?? (await callersTenant(services, caller));
}

/** The tenant of a call under way as it is now. Fails if it is not active, and as a deleted key does if it was deleted. */
export async function currentTenant(services: Needs, organizationId: number): Promise<Tenant> {
  const tenant = await services.tenantOfOrganization(organizationId);
  if (!tenant || tenant.status === "deleted") {
    services.recentTenants.delete(organizationId);
    throw fail.invalidKey();
  }
  return active(remembered(services, organizationId, tenant));
}

/** The rate limit in a tenant's own settings. */
export async function tenantLimits(
  _input: object,
  caller: TenantCaller,
  services: Needs,
): Promise<readonly Limit[]> {
  return limitsOf(await read(services, caller));
}

/** The same by the tenant of `recentTenant`. */
export async function recentTenantLimits(
  _input: object,
  caller: TenantCaller,
  services: Needs,
): Promise<readonly Limit[]> {
  return services.recentTenants.get(caller.organization.id) ? [] : limitsOf(await read(services, caller));
}

function limitsOf({ id, settings }: Tenant): readonly Limit[] {
  const max = settings.rate_limit_per_minute;
  return max > 0 ? [{ bucket: `tenant ${id}`, max, windowSeconds: 60, shownAs: "tenant" }] : [];
}
