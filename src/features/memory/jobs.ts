import { z } from "zod";
import { defineJob } from "../../kernel/job.ts";

const OfUser = z.object({ organizationId: z.int(), userId: z.string() });

/** Moves a user's buffered exchanges into the index. The delay of a second combines the flushes of a busy user. */
export const flushJob = defineJob({
  name: "flush_memory",
  payload: z.object({ userId: z.string() }),
  key: { prefix: "flush", field: "userId", mode: "preserve_run_at" },
  delayMs: 1_000,
});

/** Extracts facts from an exchange with the configured model. */
export const learningJob = defineJob({
  name: "learn_facts",
  payload: z.object({ interactionId: z.string(), organizationId: z.int() }),
  key: { prefix: "learn", field: "interactionId", mode: "unsafe_dedupe" },
  // Retries for about an hour.
  attemptsMax: 8,
});

/** Embeds a user's exchanges that have no embedding yet. */
export const embeddingJob = defineJob({
  name: "embed_user",
  payload: OfUser,
  key: { prefix: "embed", field: "userId", mode: "unsafe_dedupe" },
});

/** Moves a user to the tenant's newest encryption key. */
export const rotationJob = defineJob({
  name: "rotate_user",
  payload: OfUser,
  key: { prefix: "rotate", field: "userId" },
});

/** The keys of a user's queued jobs. */
export const jobsOfUser = (userId: string): string[] =>
  [flushJob, rotationJob, embeddingJob].map((job) => job.keyOf(userId));
