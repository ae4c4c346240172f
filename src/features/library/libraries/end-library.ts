import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { randomOrganizationSlug } from "../../identity/organizations/organization.ts";
import { insertOrganization } from "../../identity/organizations/store.ts";

/**
 * Ends a library for everybody, in one short transaction whatever it holds: it becomes the only thing in an organization
 * whose time is over, which is removed as any other such is. Answers that one's row id; undefined when there is no such
 * library.
 */
export async function endLibrary(
  tx: Queryable,
  organizationId: number,
  slug: string,
  at: Date,
): Promise<number | undefined> {
  const library = await tx.maybe<{ id: number }>(
    sql`select id from libraries where organization_id = ${organizationId} and slug = ${slug} for update`,
  );
  if (!library) return undefined;
  await tx.execute(sql`delete from grants where library_id = ${library.id}`);
  await tx.execute(sql`delete from upload_tickets where library_id = ${library.id}`);
  const over = { slug: randomOrganizationSlug(), name: null, plan: null, startedBy: null };
  const left = (await insertOrganization(tx, { ...over, createdAt: at, expiresAt: at })) as number;
  await tx.execute(sql`update libraries set organization_id = ${left} where id = ${library.id}`);
  return left;
}
