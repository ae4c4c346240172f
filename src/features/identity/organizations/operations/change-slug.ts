import { z } from "zod";
import { OrganizationId, Slug } from "../../../../kernel/fields.ts";
import { defineOperation } from "../../services.ts";
import { slugsPerDay, slugTaken } from "../../slugs/slug.ts";
import { changeSlug } from "../../slugs/store.ts";
import { MyOrganization, shown } from "../my-organization.ts";

export const changeOrganizationSlug = defineOperation({
  name: "changeOrganizationSlug",
  noun: "Organizations",
  summary: "Change an organization's slug; the old one keeps working",
  access: { kind: "role", role: "owner" },
  input: z.strictObject({ organizationId: OrganizationId, slug: Slug }),
  output: MyOrganization,
  fails: ["CONFLICT", "RATE_LIMITED"],
  changesKeys: true,
  audit: ({ slug }) => ({ slug }),
  limits: (_input, { organization }) => [{ bucket: `slugs of ${organization.id}`, ...slugsPerDay }],
  async run({ database }, { slug }, caller) {
    if (!(await changeSlug(database, caller.organization.id, slug))) throw slugTaken(slug);
    return shown(caller, { slug });
  },
});
