import { z } from "zod";
import { OrganizationId } from "../../../../kernel/fields.ts";
import { defineOperation } from "../../services.ts";
import { MyOrganization, shown } from "../my-organization.ts";

export const getOrganization = defineOperation({
  name: "getOrganization",
  noun: "Organizations",
  summary: "Get an organization by its current or a former slug",
  access: { kind: "role", role: "viewer" },
  input: z.strictObject({ organizationId: OrganizationId }),
  output: MyOrganization,
  async run(_services, _input, caller) {
    return shown(caller);
  },
});
