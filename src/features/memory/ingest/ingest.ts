import { fail } from "../../../kernel/failure.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import { inSlices } from "../../../platform/in-slices.ts";
import { factsByRules, learnFacts } from "../facts/learn.ts";
import { newId } from "../ids.ts";
import type { Exchange } from "../interactions/interaction.ts";
import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { userById } from "../users/store.ts";
import { sealedRow } from "./sealed-row.ts";
import type { InteractionToInsert, Once } from "./store.ts";

// The first attempt uses the tenant's newest key, which is the user's key except during a rotation. The second uses the key
// in the user's row. A rotation may change that once more before the third.
const attemptsMax = 3;

export interface Ingested {
  interactionId: string;
  /** The number of exchanges in the user's buffer, including this one. */
  bufferSize: number;
}

export interface IngestOptions {
  once?: Once | undefined;
  /** Of an imported exchange: its id, under which it is stored once, and whether facts are read from it. */
  imported?: { id: string; learn: boolean };
}

/**
 * Encrypts and stores an exchange, then extracts its facts. The exchange is durable and searchable when this resolves. Fails
 * with `RESOURCE_NOT_FOUND` if the user or the conversation is missing.
 */
export async function ingest(
  services: MemoryServices,
  tenant: Tenant,
  exchange: Exchange,
  callersKey: string | undefined,
  { once, imported }: IngestOptions = {},
): Promise<Ingested> {
  const { database, keychain, clock } = services;
  const id = imported?.id ?? newId("int");
  const facts = imported?.learn === false ? [] : await factsByRules(services, tenant, exchange);
  const unlearned = facts === undefined || facts.length > 0;
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const user = attempt > 1 ? await userById(database, tenant.organizationId, exchange.userId) : tenant;
    if (!user) break;
    const sealing = await keychain.memory(database, tenant, callersKey, user.keyVersion);
    const row = { ...(await inSlices(sealedRow(sealing, id, exchange, clock.now(), unlearned))), once };
    const bufferSize = await write(services, tenant, exchange.userId, user.keyVersion, row);
    if (bufferSize === undefined) continue;
    if (facts && unlearned) {
      // A failure here does not lose the exchange: a sweep extracts its facts later.
      await learnFacts(services, tenant, { ...exchange, interactionId: id }, facts, callersKey).catch((err) =>
        services.log.warn({ err, interactionId: id }, "learning facts failed and will be retried"),
      );
    }
    return { interactionId: id, bufferSize };
  }
  throw fail.missing("user");
}

/** Returns the buffer's size. Undefined if the user is gone or uses another version of the key. */
async function write(
  { interactionWriter }: MemoryServices,
  { organizationId, settings, notifiesIngested }: Tenant,
  userId: string,
  keyVersion: number,
  row: InteractionToInsert,
): Promise<number | undefined> {
  const to = {
    organizationId,
    userId,
    keyVersion,
    batchSize: settings.batch_size,
    notifies: notifiesIngested,
  };
  try {
    return await interactionWriter.write(to, row);
  } catch (error) {
    if (violates(error, "interactions_conversation_id_user_id_fkey")) throw fail.missing("conversation");
    throw error;
  }
}
