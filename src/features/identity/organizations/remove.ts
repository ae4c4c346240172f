import sql from "sql-template-tag";
import type { IdentityServices } from "../services.ts";

/**
 * Removes an organization with everything in it. Safe to repeat after a crash. Nothing can come in between: its keys go
 * first.
 */
export async function removeOrganization(
  { database, eraseOrganization }: Pick<IdentityServices, "database" | "eraseOrganization">,
  { organizationId }: { organizationId: number },
): Promise<void> {
  await database.execute(sql`delete from keys where organization_id = ${organizationId}`);
  await eraseOrganization(organizationId);
  await database.execute(sql`delete from organizations where id = ${organizationId}`);
}
