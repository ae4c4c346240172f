import { z } from "zod";
import { defineJob } from "../../kernel/job.ts";

/** Mails a reminder that an unclaimed organization ends in so many days. */
export const reminderJob = defineJob({
  name: "send_reminder",
  payload: z.object({ organizationId: z.int(), days: z.int() }),
});

/** Removes an ended organization with everything in it. */
export const removalJob = defineJob({
  name: "remove_organization",
  payload: z.object({ organizationId: z.int() }),
  key: { prefix: "remove", field: "organizationId" },
});
