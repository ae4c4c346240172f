import { z } from "zod";
import { actorOf } from "../../../../kernel/caller.ts";
import { fail } from "../../../../kernel/failure.ts";
import { OrganizationId, text } from "../../../../kernel/fields.ts";
import { addJobs } from "../../../../kernel/job.ts";
import { removalJob } from "../../jobs.ts";
import { defineOperation } from "../../services.ts";
import { endOrganization } from "../store.ts";

export const deleteOrganization = defineOperation({
  name: "deleteOrganization",
  noun: "Organizations",
  summary: "Delete an organization with everything in it",
  description:
    "Members, keys and links stop at once; files and rows, audit log included, are removed in the background. There is no " +
    "way back.",
  access: { kind: "role", role: "owner" },
  input: z.strictObject({
    organizationId: OrganizationId,
    confirm: text(63).meta({ description: "The organization's slug, as confirmation." }),
  }),
  output: z.object({ success: z.literal(true) }),
  changesKeys: true,
  async run({ database, clock, log }, { confirm }, caller) {
    const { organization, transport, requestId } = caller;
    if (confirm !== organization.slug) {
      throw fail.input(`confirm: type '${organization.slug}' to delete this organization.`);
    }
    await database.transaction(async (tx) => {
      await endOrganization(tx, organization.id, clock.now());
      await addJobs(tx, removalJob, [{ organizationId: organization.id }]);
    });
    // The audit log is deleted with the organization.
    log.info(
      { organization: organization.slug, by: actorOf(caller), transport, requestId },
      "organization deleted",
    );
    return { success: true as const };
  },
});
