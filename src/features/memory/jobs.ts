import { z } from "zod";
import { defineJob } from "../../kernel/job.ts";

const OfUser = z.object({ organizationId: z.int(), userId: z.string() });

/** Moves a user's buffered exchanges into the index, a second after it was asked: a busy user's buffers move together. */
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
  // A model that is away for a while is tried again for about an hour.
  attemptsMax: 8,
});

/** Embeds what a user said and has no embedding yet. */
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

/** The keys that a user's jobs are queued under. */
export const jobsOfUser = (userId: string): string[] =>
  [flushJob, rotationJob, embeddingJob].map((job) => job.keyOf(userId));
