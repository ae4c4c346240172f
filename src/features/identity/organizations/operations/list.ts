import { z } from "zod";
import { defineOperation } from "../../services.ts";
import { Organization } from "../organization.ts";
import * as store from "../store.ts";

export const listOrganizations = defineOperation({
  name: "listOrganizations",
  noun: "Operator",
  summary: "List all organizations",
  access: { kind: "operator" },
  input: z.strictObject({}),
  output: z.array(Organization),
  async run({ database }) {
    return store.listOrganizations(database);
  },
});
