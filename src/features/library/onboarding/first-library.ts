import { insertMember, lockAccount } from "../../identity/members/store.ts";
import { insertOrganization } from "../../identity/organizations/store.ts";
import { insertLibrary } from "../libraries/store.ts";
import type { LibraryServices } from "../services.ts";
import { anyAccountBut, anyOrganization, lockFreshServer } from "./store.ts";

/** Gives the first person who signs in on a fresh server an organization with a library, whatever agents started before. */
export async function setUpFreshServer(
  { database, clock }: LibraryServices,
  accountId: string,
): Promise<void> {
  if (await anyOrganization(database)) return;
  await database.transaction(async (tx) => {
    await lockAccount(tx, accountId);
    await lockFreshServer(tx);
    if ((await anyOrganization(tx)) || (await anyAccountBut(tx, accountId))) return;
    const createdAt = clock.now();
    const home = { slug: "home", name: "Home", plan: "free", startedBy: null, createdAt, expiresAt: null };
    const organizationId = (await insertOrganization(tx, home)) as number;
    await insertLibrary(tx, organizationId, { slug: "pictures", name: "Pictures", createdAt });
    await insertMember(tx, organizationId, { accountId, role: "owner", createdAt });
  });
}
