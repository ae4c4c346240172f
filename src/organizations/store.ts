import sql from "sql-template-tag";
import { fail } from "../operation/failure.ts";
import type { Queryable } from "../storage/queryable.ts";
import { unixMs } from "../storage/unix-ms.ts";
import type { Organization } from "./organization.ts";

// Longer than any slug: spares the database what cannot exist.
const slugLengthMax = 63;

export async function organizationExists(db: Queryable, slug: unknown): Promise<boolean> {
  if (typeof slug !== "string" || slug.length > slugLengthMax || slug.includes("\0")) return false;
  return (await db.maybe(sql`select 1 from organizations where slug = ${slug}`)) !== undefined;
}

/** The row id of an organization, or undefined when there is none. */
export async function organizationRowId(db: Queryable, slug: string): Promise<number | undefined> {
  return (await db.maybe<{ id: number }>(sql`select id from organizations where slug = ${slug}`))?.id;
}

export interface OrganizationToInsert {
  slug: string;
  name: string | null;
  plan: string | null;
  startedBy: string | null;
  createdAt: Date;
  expiresAt: Date | null;
}

/** Its row id, or undefined when the slug is taken. */
export async function insertOrganization(
  db: Queryable,
  organization: OrganizationToInsert,
): Promise<number | undefined> {
  const row = await db.maybe<{ id: number }>(
    sql`insert into organizations (slug, name, plan, started_by, created_at, expires_at)
        values (${organization.slug}, ${organization.name}, ${organization.plan}, ${organization.startedBy},
                ${organization.createdAt}, ${organization.expiresAt})
        on conflict (slug) do nothing returning id`,
  );
  return row?.id;
}

export function listOrganizations(db: Queryable): Promise<Organization[]> {
  return db.query<Organization>(
    sql`select slug as id, name, plan, ${unixMs("created_at")} as "createdAt", ${unixMs("expires_at")} as "expiresAt"
        from organizations order by created_at, id`,
  );
}

export interface OrganizationLimits {
  librariesMax: number | null;
  storageBytesMax: number | null;
  /** null once claimed or made by the operator. */
  expiresAt: Date | null;
}

/**
 * What an organization may hold. Locks its row, so that two additions cannot both fit into the last place.
 * `ORGANIZATION_NOT_FOUND` when it was removed meanwhile.
 */
export async function lockLimits(db: Queryable, organizationId: number): Promise<OrganizationLimits> {
  const limits = await db.maybe<OrganizationLimits>(
    sql`select libraries_max as "librariesMax", storage_bytes_max as "storageBytesMax", expires_at as "expiresAt"
        from organizations where id = ${organizationId} for no key update`,
  );
  if (!limits) throw fail.organizationUnknown();
  return limits;
}

/** Bytes of every original of the organization, trash included. */
export async function storedBytes(db: Queryable, organizationId: number): Promise<number> {
  const { bytes } = await db.one<{ bytes: number }>(
    sql`select coalesce(sum(bytes), 0)::bigint as bytes from assets where organization_id = ${organizationId}`,
  );
  return bytes;
}

export async function setLimits(
  db: Queryable,
  slug: string,
  limits: { librariesMax: number | null; storageBytesMax: number | null },
): Promise<boolean> {
  const changed = await db.execute(
    sql`update organizations set libraries_max = ${limits.librariesMax}, storage_bytes_max = ${limits.storageBytesMax}
        where slug = ${slug}`,
  );
  return changed === 1;
}
