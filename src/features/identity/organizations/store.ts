import sql from "sql-template-tag";
import { fail } from "../../../kernel/failure.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { unixMs } from "../../../platform/database/unix-ms.ts";
import { waitForSlugs } from "../slugs/store.ts";
import type { Organization } from "./organization.ts";

export interface OrganizationToInsert {
  slug: string;
  name: string | null;
  plan: string | null;
  startedBy: string | null;
  createdAt: Date;
  expiresAt: Date | null;
}

/** Adds an organization and returns its row id; undefined when the slug is taken. */
export async function insertOrganization(
  tx: Queryable,
  organization: OrganizationToInsert,
): Promise<number | undefined> {
  await waitForSlugs(tx);
  const row = await tx.maybe<{ id: number }>(
    sql`insert into organizations (slug, name, plan, started_by, created_at, expires_at)
        select ${organization.slug}, ${organization.name}, ${organization.plan}, ${organization.startedBy},
               ${organization.createdAt}, ${organization.expiresAt}
        where not exists (select 1 from former_slugs where slug = ${organization.slug})
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
  /** null once claimed, or when the operator created it. */
  expiresAt: Date | null;
}

/**
 * An organization's limits. Locks its row, so that concurrent additions cannot exceed them.
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
    sql`select coalesce(sum(a.bytes), 0)::bigint as bytes from libraries l join assets a on a.library_id = l.id
        where l.organization_id = ${organizationId}`,
  );
  return bytes;
}

/** The storage quota that the operator set; null without one. */
export async function storageBytesMax(db: Queryable, organizationId: number): Promise<number | null> {
  const row = await db.maybe<{ bytesMax: number | null }>(
    sql`select storage_bytes_max as "bytesMax" from organizations where id = ${organizationId}`,
  );
  return row?.bytesMax ?? null;
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

export async function renameOrganization(db: Queryable, organizationId: number, name: string): Promise<void> {
  await db.execute(sql`update organizations set name = ${name} where id = ${organizationId}`);
}

/** Ends an organization: nobody has access from now on, and a job removes what is left. */
export async function endOrganization(tx: Queryable, organizationId: number, at: Date): Promise<void> {
  await tx.execute(
    sql`update organizations set expires_at = ${at}, started_by = null where id = ${organizationId}`,
  );
  await tx.execute(sql`delete from members where organization_id = ${organizationId}`);
  await tx.execute(sql`delete from invitations where organization_id = ${organizationId}`);
  await tx.execute(sql`delete from keys where organization_id = ${organizationId}`);
}

export async function deleteOrganizationKeys(db: Queryable, organizationId: number): Promise<void> {
  await db.execute(sql`delete from keys where organization_id = ${organizationId}`);
}

/** Deletes an organization's row, which nothing may refer to any more. */
export async function deleteOrganization(db: Queryable, organizationId: number): Promise<void> {
  await db.execute(sql`delete from organizations where id = ${organizationId}`);
}
