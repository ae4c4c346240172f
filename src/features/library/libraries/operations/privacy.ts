import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import { LibraryId, OrganizationId } from "../../../../kernel/fields.ts";
import { addJobs } from "../../../../kernel/job.ts";
import { libraryPurgeJob } from "../../jobs.ts";
import { defineOperation } from "../../services.ts";
import { Library } from "../library.ts";
import * as store from "../store.ts";

export const setLibraryPrivacy = defineOperation({
  name: "setLibraryPrivacy",
  noun: "Libraries",
  summary: "Make a library private, or public",
  description:
    "In a private library every link needs a signature. Links in answers have one and expire after `linkSeconds`; " +
    "`getAssetLink` makes others. Links that were given out before stop working at once, and share links go on.",
  access: { kind: "library", level: "write", fields: ["libraryId"], role: "owner" },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    private: z.boolean(),
    linkSeconds: z
      .int()
      .min(60)
      .max(30 * 86_400)
      .optional()
      .meta({ description: "How long links in answers work, at most. One day by default." }),
  }),
  output: Library,
  rest: { method: "PUT", path: "/organizations/:organizationId/libraries/:libraryId/privacy" },
  audit: ({ libraryId }, { name, private: isPrivate }) => ({ libraryId, name, private: isPrivate }),
  async run({ database }, { libraryId, private: isPrivate, linkSeconds }, caller) {
    const { id } = granted(caller, libraryId, "write");
    await database.transaction(async (tx) => {
      const wasPrivate = await store.isPrivate(tx, id);
      await store.setPrivacy(tx, id, isPrivate, linkSeconds);
      if (isPrivate && !wasPrivate) await addJobs(tx, libraryPurgeJob, [{ libraryId: id }]);
    });
    return store.library(database, caller.organization.id, id);
  },
});
