import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import { LibraryId, OrganizationId } from "../../../../kernel/fields.ts";
import { defineOperation } from "../../services.ts";
import { Tag } from "../library.ts";
import { topTags } from "../store.ts";

export const listTags = defineOperation({
  name: "listTags",
  noun: "Tags",
  summary: "List a library's tags, most used first",
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  mayLag: true,
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    limit: z.int().min(1).max(500).default(100),
  }),
  output: z.array(Tag),
  rest: { method: "GET", path: "/organizations/:organizationId/libraries/:libraryId/tags" },
  mcp: {
    tool: "list_tags",
    title: "List tags",
    description:
      "Lists a library's tags, most used first. Call it before tagging, to use existing tags instead of new spellings.",
    effect: "read",
  },
  async run({ database }, { libraryId, limit }, caller) {
    return topTags(database, granted(caller, libraryId).id, limit);
  },
});
