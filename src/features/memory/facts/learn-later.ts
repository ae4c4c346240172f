import { type Attempt, addJobs } from "../../../kernel/job.ts";
import type { InteractionSecrets } from "../interactions/interaction.ts";
import { interactionById, unlearnedBefore } from "../interactions/store.ts";
import { learningJob } from "../jobs.ts";
import type { MemoryServices } from "../services.ts";
import { tenantOf } from "../tenants/store.ts";
import { learnFactsByModel } from "./learn.ts";

// Rules run during ingest, so an exchange that is still unlearned after this time was left by a crash.
const leftAfterMs = 60_000;
// Each organization gets its share of a look: a minute of work for a quick model.
const jobsAtATime = { all: 1000, each: 200 };

/** Queues exchanges whose facts are not extracted yet: all of them with a model, otherwise only those left by a crash. */
export async function sweepUnlearned({ database, clock, chatModel }: MemoryServices): Promise<void> {
  const before = new Date(clock.now().getTime() - (chatModel ? 0 : leftAfterMs));
  const exchanges = await unlearnedBefore(database, before, jobsAtATime);
  await addJobs(
    database,
    learningJob,
    exchanges.map(({ id, organizationId }) => ({ interactionId: id, organizationId })),
    // Two at a time for each organization, so that none takes every worker.
    { queues: exchanges.map(({ organizationId }, i) => `facts ${organizationId} ${i % 2}`) },
  );
}

/** Learns the facts of one exchange. */
export async function learnLater(
  services: MemoryServices,
  { interactionId, organizationId }: { interactionId: string; organizationId: number },
  { isLast }: Attempt,
): Promise<void> {
  const { database, keychain, clock } = services;
  const row = await interactionById(database, organizationId, interactionId);
  if (!row) return;
  const tenant = await tenantOf(database, organizationId, clock.now());
  const sealing = await keychain.memory(database, tenant, undefined, row.keyVersion);
  const exchange = {
    ...sealing.open<InteractionSecrets>(row.id, row.sealed),
    interactionId: row.id,
    sealed: row.sealed,
    userId: row.userId,
    conversationId: row.conversationId,
    saidAt: row.saidAt,
  };
  await learnFactsByModel(services, tenant, exchange, isLast);
  services.memoryChanges.changed(organizationId, [row.userId]);
}
