import sql, { type Sql } from "sql-template-tag";
import type { CallerOrganization } from "../../../kernel/caller.ts";
import { fail } from "../../../kernel/failure.ts";
import type { Database } from "../../../platform/database/database.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";

// A longer slug cannot exist, so it costs no query.
const slugLengthMax = 63;

// Held by transactions that give an organization a slug.
const slugsLock = sql`hashtextextended('organization slugs', 0)`;

export async function organizationExists(db: Queryable, slug: unknown): Promise<boolean> {
  if (typeof slug !== "string" || slug.length > slugLengthMax || slug.includes("\0")) return false;
  return (await db.maybe(sql`select 1 from organizations o where ${organizationCalled(slug)}`)) !== undefined;
}

/** SQL: whether organization `o` has or had this slug. */
export const organizationCalled = (slug: string): Sql =>
  sql`o.id = (select id from organizations where slug = ${slug}
              union all select organization_id from former_slugs where slug = ${slug} limit 1)`;

/** SQL: organization `o` as JSON for a caller, without its end. */
export const organizationJson: Sql = sql`json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'plan', o.plan,
          'formerSlugs', coalesce((select json_agg(f.slug) from former_slugs f where f.organization_id = o.id), '[]'))`;

/** The organization that has or had a slug. */
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

/** The row id of an organization. Throws `ORGANIZATION_NOT_FOUND` when there is none. */
export async function organizationOf(db: Queryable, slug: string): Promise<number> {
  const id = await organizationRowId(db, slug);
  if (id === undefined) throw fail.organizationUnknown();
  return id;
}

/** Waits for transactions that change slugs, so that a slug is never free while it changes. */
export async function waitForSlugs(tx: Queryable): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock_shared(${slugsLock})`);
}

/** Lets no other transaction give an organization a slug until this one ends. */
export async function holdSlugs(tx: Queryable): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(${slugsLock})`);
}

/** Changes an organization's slug and reserves the old one for it. False when another has or had the new one. */
export async function changeSlug(
  database: Pick<Database, "transaction">,
  organizationId: number,
  slug: string,
): Promise<boolean> {
  try {
    return await database.transaction(async (tx) => {
      await holdSlugs(tx);
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
