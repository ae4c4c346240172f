import { z } from "zod";
import { granted } from "../../../../../kernel/access.ts";
import { LibraryId, OrganizationId } from "../../../../../kernel/fields.ts";
import { defineOperation } from "../../../services.ts";
import { AssetId } from "../../asset.ts";
import { duplicatesOf } from "../store.ts";

export const listDuplicates = defineOperation({
  name: "listDuplicates",
  noun: "Assets",
  summary: "List the other assets of a library with the same file",
  description: "At most 20, the oldest first.",
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  input: z.strictObject({ organizationId: OrganizationId, libraryId: LibraryId, assetId: AssetId }),
  output: z.array(z.object({ id: z.string(), name: z.string() })),
  run: ({ database }, { libraryId, assetId }, caller) =>
    duplicatesOf(database, granted(caller, libraryId).id, assetId),
});
