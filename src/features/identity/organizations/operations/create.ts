import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { Slug } from "../../../../kernel/fields.ts";
import { slugFrom } from "../../../../kernel/slug.ts";
import { defineOperation } from "../../services.ts";
import { Organization, OrganizationName } from "../organization.ts";
import { insertOrganization } from "../store.ts";

export const createOrganization = defineOperation({
  name: "createOrganization",
  noun: "Operator",
  summary: "Create an organization",
  access: { kind: "operator" },
  input: z.strictObject({ name: OrganizationName, slug: Slug.optional() }),
  output: Organization,
  fails: ["CONFLICT"],
  audit: (_input, { id, name }) => ({ organizationId: id, name }),
  async run({ database, clock }, { name, slug = slugFrom(name) }) {
    const createdAt = clock.now();
    const organization = { slug, name, plan: "free", startedBy: null, createdAt, expiresAt: null };
    const id = await database.transaction((tx) => insertOrganization(tx, organization));
    if (id === undefined) {
      throw fail.conflict(`The slug '${slug}' is taken. Choose a different slug.`);
    }
    return { id: slug, name, plan: "free", createdAt: createdAt.getTime(), expiresAt: null };
  },
});
