import sql, { type Sql } from "sql-template-tag";
import type { CallerOrganization } from "../../../kernel/caller.ts";
import { fail } from "../../../kernel/failure.ts";
import type { Database } from "../../../platform/database/database.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { unixMs } from "../../../platform/database/unix-ms.ts";
import type { Organization } from "./organization.ts";

// Longer than any slug: spares the database what cannot exist.
const slugLengthMax = 63;

// Held by whoever gives an organization a slug.
const slugsLock = sql`hashtextextended('organization slugs', 0)`;

export async function organizationExists(db: Queryable, slug: unknown): Promise<boolean> {
  if (typeof slug !== "string" || slug.length > slugLengthMax || slug.includes("\0")) return false;
  return (await db.maybe(sql`select 1 from organizations o where ${organizationCalled(slug)}`)) !== undefined;
}

/** SQL: whether organization `o` has this slug, or had it. */
export const organizationCalled = (slug: string): Sql =>
  sql`o.id = (select id from organizations where slug = ${slug}
              union all select organization_id from former_slugs where slug = ${slug} limit 1)`;

/** SQL: organization `o` as callers carry it, but for its end. */
export const organizationJson: Sql = sql`json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'plan', o.plan,
          'formerSlugs', coalesce((select json_agg(f.slug) from former_slugs f where f.organization_id = o.id), '[]'))`;

/** An organization that goes, or went, by a slug. */
export async function organizationBySlug(
  db: Queryable,
  slug: unknown,
): Promise<CallerOrganization | undefined> {
  if (typeof slug !== "string" || slug.includes("\0")) return undefined;
  const row = await db.maybe<{ organization: Omit<CallerOrganization, "expiresAt">; expiresAt: Date | null }>(
    sql`select ${organizationJson} as organization, o.expires_at as "expiresAt" from organizations o
        where ${organizationCalled(slug)}`,
  );
  return row && { ...row.organization, expiresAt: row.expiresAt };
}

/** The row id of an organization, or undefined when there is none. */
export async function organizationRowId(db: Queryable, slug: string): Promise<number | undefined> {
  return (await organizationBySlug(db, slug))?.id;
}

export interface OrganizationToInsert {
  slug: string;
  name: string | null;
  plan: string | null;
  startedBy: string | null;
  createdAt: Date;
  expiresAt: Date | null;
}

/** Adds an organization in a transaction and answers its row id, or undefined when the slug is taken. */
export async function insertOrganization(
  tx: Queryable,
  organization: OrganizationToInsert,
): Promise<number | undefined> {
  // Waits for slugs that are changing: one that is being given up must not be free for a moment.
  await tx.query(sql`select pg_advisory_xact_lock_shared(${slugsLock})`);
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
    sql`select coalesce(sum(a.bytes), 0)::bigint as bytes from libraries l join assets a on a.library_id = l.id
        where l.organization_id = ${organizationId}`,
  );
  return bytes;
}

/** What the operator lets an organization hold; null when nothing limits it. */
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

/** Gives an organization another slug and keeps the old one for it. False when another has that slug, or had it. */
export async function changeSlug(
  database: Pick<Database, "transaction">,
  organizationId: number,
  slug: string,
): Promise<boolean> {
  try {
    return await database.transaction(async (tx) => {
      await tx.query(sql`select pg_advisory_xact_lock(${slugsLock})`);
      const { old } = await tx.one<{ old: string }>(
        sql`select slug as old from organizations where id = ${organizationId} for update`,
      );
      if (old === slug) return true;
      await tx.execute(
        sql`delete from former_slugs where slug = ${slug} and organization_id = ${organizationId}`,
      );
      const changed = await tx.execute(
        sql`update organizations set slug = ${slug} where id = ${organizationId}
              and not exists (select 1 from former_slugs where slug = ${slug})`,
      );
      if (changed === 0) return false;
      await tx.execute(
        sql`insert into former_slugs (slug, organization_id) values (${old}, ${organizationId})`,
      );
      return true;
    });
  } catch (error) {
    if (violates(error, "organizations_slug_key")) return false;
    throw error;
  }
}

/** Ends an organization for everybody: what is left of it is removed later. */
export async function endOrganization(tx: Queryable, organizationId: number, at: Date): Promise<void> {
  await tx.execute(
    sql`update organizations set expires_at = ${at}, started_by = null where id = ${organizationId}`,
  );
  await tx.execute(sql`delete from members where organization_id = ${organizationId}`);
  await tx.execute(sql`delete from invitations where organization_id = ${organizationId}`);
  await tx.execute(sql`delete from keys where organization_id = ${organizationId}`);
}
