import { z } from "zod";
import { defineJob } from "../../kernel/job.ts";

/** Makes the next attempt of a delivery. */
export const deliveryJob = defineJob({
  name: "deliver_webhook",
  payload: z.object({ deliveryId: z.string() }),
  key: { prefix: "webhook", field: "deliveryId" },
});
