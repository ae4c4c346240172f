import { hash } from "node:crypto";
import { fail } from "../../../kernel/failure.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import { learnFacts, mayTellFacts } from "../facts/learn.ts";
import { newId } from "../ids.ts";
import { exchangeTerms } from "../recall/exchange-terms.ts";
import type { Sealing } from "../sealing.ts";
import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { userById } from "../users/store.ts";
import type { InteractionSecrets } from "./interaction.ts";
import { packTerms } from "./packed-terms.ts";
import type { InteractionToInsert, Once } from "./store.ts";

export interface Said extends InteractionSecrets {
  userId: string;
  conversationId: string;
  saidAt: Date;
}

// Under the tenant's newest key, which is the user's but for the moments of a rotation; then under the user's own, which a
// rotation may change in between, once.
const attemptsMax = 3;

export interface Ingested {
  interactionId: string;
  /** How many exchanges the user's buffer held with it. */
  bufferSize: number;
}

/** Stores an exchange, sealed and ready to be found; durable when it resolves. Then learns what it tells about the user. */
export async function ingest(
  services: MemoryServices,
  tenant: Tenant,
  said: Said,
  callersKey: string | undefined,
  once?: Once,
): Promise<Ingested> {
  const { database, keychain, interactionWriter, clock } = services;
  const id = newId("int");
  const unlearned = mayTellFacts(services, tenant, said);
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const { organizationId } = tenant;
    const user = attempt > 1 ? await userById(database, organizationId, said.userId) : tenant;
    if (!user) break;
    const { keyVersion } = user;
    const sealing = await keychain.memory(database, tenant, callersKey, keyVersion);
    const to = {
      organizationId,
      userId: said.userId,
      keyVersion,
      batchSize: tenant.settings.batch_size,
      told:
        tenant.settings.webhook_url !== null && tenant.settings.webhook_events.includes("memory.ingested"),
    };
    const bufferSize = await interactionWriter
      .write(to, { ...sealed(sealing, id, said, clock.now(), unlearned), once })
      .catch((error) => {
        if (violates(error, "interactions_conversation_id_user_id_fkey")) throw fail.missing("conversation");
        throw error;
      });
    if (bufferSize === undefined) continue;
    if (unlearned) {
      // The exchange is kept whatever becomes of its facts: they are drawn later.
      await learnFacts(services, tenant, { ...said, interactionId: id }, callersKey).catch((err) =>
        services.log.warn({ err, interactionId: id }, "facts are left to be drawn later"),
      );
    }
    return { interactionId: id, bufferSize };
  }
  throw fail.missing("user");
}

function sealed(
  sealing: Sealing,
  id: string,
  said: Said,
  ingestedAt: Date,
  unlearned: boolean,
): InteractionToInsert {
  const { user_message, agent_response, metadata } = said;
  const speaker = typeof metadata.speaker === "string" ? metadata.speaker : undefined;
  const { terms, length, cues } = exchangeTerms(user_message, agent_response, speaker);
  const bytes = sealing.seal(id, { user_message, agent_response, metadata } satisfies InteractionSecrets);
  return {
    id,
    conversationId: said.conversationId,
    saidAt: said.saidAt,
    ingestedAt,
    unlearned,
    userLength: length.user,
    agentLength: length.agent,
    cues,
    terms: packTerms(terms, sealing.term),
    sealed: bytes,
    sealedSha256: hash("sha256", bytes, "buffer"),
  };
}
