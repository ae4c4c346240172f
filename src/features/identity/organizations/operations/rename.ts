import { z } from "zod";
import { OrganizationId } from "../../../../kernel/fields.ts";
import { defineOperation } from "../../services.ts";
import { MyOrganization, shown } from "../my-organization.ts";
import { OrganizationName } from "../organization.ts";
import * as store from "../store.ts";

export const renameOrganization = defineOperation({
  name: "renameOrganization",
  noun: "Organizations",
  summary: "Rename an organization; its slug and links stay the same",
  access: { kind: "role", role: "owner" },
  input: z.strictObject({ organizationId: OrganizationId, name: OrganizationName }),
  output: MyOrganization,
  changesKeys: true,
  audit: ({ name }) => ({ name }),
  async run({ database }, { name }, caller) {
    await store.renameOrganization(database, caller.organization.id, name);
    return shown(caller, { name });
  },
});
