import sql from "sql-template-tag";
import { addJobs, keySql } from "../../../kernel/job.ts";
import type { InteractionSecrets } from "../interactions/interaction.ts";
import { embeddingJob } from "../jobs.ts";
import type { MemoryServices } from "../services.ts";
import { tenantOf } from "../tenants/store.ts";
import { lockUser } from "../users/store.ts";
import { sealVector } from "./vectors.ts";

// One request to the endpoint.
const exchangesAtATime = 64;
const usersAtATime = 200;
const timeoutMs = 60_000;

/** Queues users with exchanges that have no embedding yet, where an endpoint is configured. */
export async function sweepUnembedded({ database, embedder }: MemoryServices): Promise<void> {
  if (!embedder) return;
  const users = await database.query<{ userId: string; organizationId: number }>(
    sql`select distinct i.user_id as "userId", i.organization_id as "organizationId"
        from interactions i join tenants t on t.organization_id = i.organization_id
        where coalesce(t.settings->>'encryption_mode', 'platform') = 'platform'
          and not exists (select 1 from interaction_embeddings e where e.interaction_id = i.id)
          and not exists (select 1 from graphile_worker.jobs j where j.key = ${keySql(embeddingJob, sql`i.user_id`)})
        limit ${usersAtATime}`,
  );
  await addJobs(database, embeddingJob, users);
}

/** Embeds what a user said and has no embedding yet; a failing endpoint makes the job try again. */
export async function embedUser(
  services: MemoryServices,
  { userId, organizationId }: { userId: string; organizationId: number },
): Promise<void> {
  const { database, keychain, embedder, clock } = services;
  if (!embedder) return;
  const tenant = await tenantOf(database, organizationId, clock.now());
  for (;;) {
    const rows = await database.query<{ id: string; ordinal: number; keyVersion: number; sealed: Buffer }>(
      sql`select i.id, i.ordinal, i.sealed, u.key_version as "keyVersion"
          from interactions i join memory_users u on u.id = i.user_id
          where i.user_id = ${userId} and not exists (select 1 from interaction_embeddings e where e.interaction_id = i.id)
          order by i.ordinal limit ${exchangesAtATime}`,
    );
    if (rows.length === 0) return;
    const texts = await Promise.all(
      rows.map(async (row) => {
        const sealing = await keychain.memory(database, tenant, undefined, row.keyVersion);
        const { user_message, agent_response } = sealing.open<InteractionSecrets>(row.id, row.sealed);
        return `${user_message}\n${agent_response}`.trim();
      }),
    );
    const vectors = await embedder.embed(texts, timeoutMs);
    await database.transaction(async (tx) => {
      const user = await lockUser(tx, organizationId, userId);
      if (!user) return;
      const sealing = await keychain.memory(tx, tenant, undefined, user.keyVersion);
      const sealed = rows.map(({ id }, i) =>
        sealVector(sealing, id, embedder.model, vectors[i] as Float32Array),
      );
      await tx.execute(
        sql`insert into interaction_embeddings (interaction_id, user_id, ordinal, sealed)
            select u.id, ${userId}, u.ordinal, u.sealed
            from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ ordinal }) => ordinal)}::int[], ${sealed}::bytea[])
              as u(id, ordinal, sealed)
            where exists (select 1 from interactions i where i.id = u.id)
            on conflict do nothing`,
      );
    });
  }
}
