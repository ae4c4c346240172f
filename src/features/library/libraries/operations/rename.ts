import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import { LibraryId, OrganizationId } from "../../../../kernel/fields.ts";
import { defineOperation } from "../../services.ts";
import { Library, LibraryName } from "../library.ts";
import * as store from "../store.ts";

export const renameLibrary = defineOperation({
  name: "renameLibrary",
  noun: "Libraries",
  summary: "Rename a library",
  description: "Its id (the slug) and its links stay the same.",
  access: { kind: "library", level: "write", fields: ["libraryId"], role: "owner" },
  input: z.strictObject({ organizationId: OrganizationId, libraryId: LibraryId, name: LibraryName }),
  output: Library,
  rest: { method: "PATCH", path: "/organizations/:organizationId/libraries/:libraryId" },
  mcp: {
    tool: "rename_library",
    title: "Rename a library",
    description: "Renames a library. Its id and all links stay the same.",
    effect: "replace",
  },
  changesKeys: true,
  audit: ({ libraryId, name }) => ({ libraryId, name }),
  async run({ database }, { libraryId, name }, caller) {
    const { id } = granted(caller, libraryId, "write");
    await store.renameLibrary(database, caller.organization.id, id, name);
    return store.library(database, caller.organization.id, id);
  },
});
