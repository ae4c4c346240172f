import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { Slug } from "../../../../kernel/fields.ts";
import { slugFrom } from "../../../../kernel/slug.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { countOwned, insertMember, lockAccount } from "../../members/store.ts";
import { defineOperation } from "../../services.ts";
import { slugsPerDay, slugTaken } from "../../slugs/slug.ts";
import { MyOrganization } from "../my-organization.ts";
import { OrganizationName } from "../organization.ts";
import { insertOrganization } from "../store.ts";

// More than a person needs; stops scripts from filling the database.
const ownedMax = 20;

export const createMyOrganization = defineOperation({
  name: "createMyOrganization",
  noun: "Organizations",
  summary: "Create an organization that you own",
  description: `An account may create organizations until it owns ${ownedMax}. Claiming one or becoming its owner is never refused.`,
  access: { kind: "account" },
  input: z.strictObject({ name: OrganizationName, slug: Slug.optional() }),
  output: MyOrganization,
  fails: ["CONFLICT", "RATE_LIMITED"],
  audit: (_input, { id, name }) => ({ organizationId: id, name }),
  limits: (_input, { account }) => [{ bucket: `organizations by ${account.id}`, ...slugsPerDay }],
  async run({ database, clock }, { name, slug = slugFrom(name) }, { account }) {
    const createdAt = clock.now();
    await database.transaction(async (tx) => {
      await mayOwnAnother(tx, account.id);
      const organization = { slug, name, plan: "free", startedBy: null, createdAt, expiresAt: null };
      const id = await insertOrganization(tx, organization);
      if (id === undefined) throw slugTaken(slug);
      await insertMember(tx, id, { accountId: account.id, role: "owner", createdAt });
    });
    return { id: slug, name, plan: "free", role: "owner" as const };
  },
});

/** The lock makes concurrent calls wait for each other, so that the limit holds. */
async function mayOwnAnother(tx: Queryable, accountId: string): Promise<void> {
  await lockAccount(tx, accountId);
  if ((await countOwned(tx, accountId)) < ownedMax) return;
  throw fail.conflict(
    `You already own ${ownedMax} organizations, which is the limit. Delete one, or make someone else its owner and leave it.`,
  );
}
