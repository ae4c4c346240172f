import { addLearnJobs } from "../../../kernel/jobs/add.ts";
import type { Services } from "../../../main/services-type.ts";
import type { InteractionSecrets } from "../interactions/interaction.ts";
import { interactionById, unlearnedBefore } from "../interactions/store.ts";
import { tenantOf } from "../tenants/store.ts";
import { learnFactsByModel } from "./learn.ts";

// Rules work within the ingest itself: what is unlearned for so long was left by a crash.
const leftAfterMs = 60_000;
const jobsAtATime = 1000;

/** Queues exchanges whose facts are still to be drawn: all where a model draws them, else those that a crash left. */
export async function sweepUnlearned({ database, clock, chatModel }: Services): Promise<void> {
  const before = new Date(clock.now().getTime() - (chatModel ? 0 : leftAfterMs));
  await addLearnJobs(database, await unlearnedBefore(database, before, jobsAtATime));
}

/** Draws the facts of one exchange. */
export async function learnLater(
  services: Services,
  { interactionId, organizationId }: { interactionId: string; organizationId: number },
  lastAttempt: boolean,
): Promise<void> {
  const { database, keychain, clock } = services;
  const row = await interactionById(database, organizationId, interactionId);
  if (!row) return;
  const tenant = await tenantOf(database, organizationId, clock.now());
  const sealing = await keychain.memory(database, tenant, undefined, row.keyVersion);
  const said = {
    ...sealing.open<InteractionSecrets>(row.id, row.sealed),
    interactionId: row.id,
    userId: row.userId,
    conversationId: row.conversationId,
    saidAt: row.saidAt,
  };
  await learnFactsByModel(services, tenant, said, lastAttempt);
}
