import sql from "sql-template-tag";
import { insertMember } from "../../identity/members/store.ts";
import { insertOrganization } from "../../identity/organizations/store.ts";
import type { LibraryServices } from "../services.ts";
import { insertLibrary } from "./store.ts";

/** Whoever signs in first on a server that holds nothing gets an organization and a library to begin with. */
export async function furnishFreshServer(
  { database, clock }: LibraryServices,
  accountId: string,
): Promise<void> {
  if (await database.maybe(sql`select 1 from organizations limit 1`)) return;
  await database.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('first home', 0))`);
    if (await tx.maybe(sql`select 1 from organizations limit 1`)) return;
    if (await tx.maybe(sql`select 1 from accounts where id <> ${accountId} limit 1`)) return;
    const createdAt = clock.now();
    const home = { slug: "home", name: "Home", plan: "free", startedBy: null, createdAt, expiresAt: null };
    const organizationId = (await insertOrganization(tx, home)) as number;
    await insertLibrary(tx, organizationId, { slug: "pictures", name: "Pictures", createdAt });
    await insertMember(tx, organizationId, { accountId, role: "owner", createdAt });
  });
}
