import { z } from "zod";
import { OrganizationId, Page, pageSize } from "../../../../kernel/fields.ts";
import { defineOperation } from "../../services.ts";
import { Library } from "../library.ts";
import { librariesPage } from "../store.ts";

export const listLibraries = defineOperation({
  name: "listLibraries",
  noun: "Libraries",
  summary: "List the libraries that this key can access",
  access: { kind: "organization", level: "read" },
  mayLag: true,
  input: z.strictObject({ organizationId: OrganizationId, page: Page, pageSize: pageSize(50, 500) }),
  output: z.array(Library),
  rest: { method: "GET", path: "/organizations/:organizationId/libraries" },
  mcp: {
    tool: "list_libraries",
    title: "List libraries",
    description:
      "Lists the libraries that this key can access, with names, numbers of assets and most used tags.",
    effect: "read",
  },
  async run({ database }, { page, pageSize }, { organization, grants }) {
    const reached = [...grants.values()].map((grant) => grant.id);
    return librariesPage(database, organization.id, reached, {
      offset: (page - 1) * pageSize,
      limit: pageSize,
    });
  },
});
