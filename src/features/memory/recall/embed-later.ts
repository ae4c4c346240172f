import { addJobs } from "../../../kernel/job.ts";
import type { InteractionSecrets } from "../interactions/interaction.ts";
import { embeddingJob } from "../jobs.ts";
import type { MemoryServices } from "../services.ts";
import { tenantOf } from "../tenants/store.ts";
import { lockUser } from "../users/store.ts";
import { insertEmbeddings, unembeddedOf, unembeddedUsers } from "./store.ts";
import { sealVector } from "./vector-cache.ts";

// Per request to the endpoint. A model on a processor takes a second for a long one, and a request has a minute.
const exchangesAtATime = 16;
const usersAtATime = { all: 200, each: 50 };

/** If an endpoint is configured, queues users with exchanges that have no embedding yet. */
export async function sweepUnembedded({ database, embedder }: MemoryServices): Promise<void> {
  if (!embedder) return;
  const users = await unembeddedUsers(database, usersAtATime);
  // Two at a time for each organization, so that none takes every worker.
  await addJobs(database, embeddingJob, users, {
    queues: users.map(({ organizationId }, i) => `embeddings ${organizationId} ${i % 2}`),
  });
}

/** Embeds the exchanges of a user that have no embedding yet. Throws if the endpoint fails; the job is then retried. */
export async function embedUser(
  services: MemoryServices,
  { userId, organizationId }: { userId: string; organizationId: number },
): Promise<void> {
  const { database, keychain, embedder, clock } = services;
  if (!embedder) return;
  const tenant = await tenantOf(database, organizationId, clock.now());
  for (;;) {
    const rows = await unembeddedOf(database, userId, exchangesAtATime);
    if (rows.length === 0) return;
    const texts = await Promise.all(
      rows.map(async (row) => {
        const sealing = await keychain.memory(database, tenant, undefined, row.keyVersion);
        const { user_message, agent_response } = sealing.open<InteractionSecrets>(row.id, row.sealed);
        return `${user_message}\n${agent_response}`.trim();
      }),
    );
    const vectors = await embedder.embed(texts);
    await database.transaction(async (tx) => {
      const user = await lockUser(tx, organizationId, userId);
      if (!user) return;
      const sealing = await keychain.memory(tx, tenant, undefined, user.keyVersion);
      const embedded = rows.map(({ id, ordinal, sealedSha256 }, i) => ({
        id,
        ordinal,
        sealedSha256,
        sealedVector: sealVector(sealing, id, embedder.model, vectors[i] as Float32Array),
      }));
      await insertEmbeddings(tx, userId, embedded);
    });
  }
}
