import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { LibraryId, OrganizationId, text } from "../../../../kernel/fields.ts";
import { addJobs } from "../../../../kernel/job.ts";
import { removalJob } from "../../../identity/jobs.ts";
import { defineOperation } from "../../services.ts";
import { endLibrary } from "../end-library.ts";

export const deleteLibrary = defineOperation({
  name: "deleteLibrary",
  noun: "Libraries",
  summary: "Delete a library with everything in it",
  description:
    "It disappears from lists, search, links and keys at once, and its slug is free. Files and rows are deleted in the " +
    "background. This cannot be undone.",
  access: { kind: "role", role: "owner" },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    confirm: text(100).meta({ description: "Its slug, typed again." }),
  }),
  output: z.object({ success: z.literal(true), libraryId: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  changesKeys: true,
  audit: ({ libraryId }) => ({ libraryId }),
  async run({ database, clock }, { libraryId, confirm }, { organization }) {
    if (confirm !== libraryId) throw fail.input(`confirm: type '${libraryId}' to delete this library.`);
    await database.transaction(async (tx) => {
      const left = await endLibrary(tx, organization.id, libraryId, clock.now());
      if (left === undefined) throw fail.missing("library");
      await addJobs(tx, removalJob, [{ organizationId: left }]);
    });
    return { success: true as const, libraryId };
  },
});
