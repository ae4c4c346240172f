import { z } from "zod";
import { defineJob } from "../../kernel/job.ts";

/** Makes a delivery's next attempt. */
export const deliveryJob = defineJob({
  name: "deliver_webhook",
  payload: z.object({ deliveryId: z.string(), slow: z.boolean().default(false) }),
  key: { prefix: "webhook", field: "deliveryId" },
});
