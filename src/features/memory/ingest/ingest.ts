import { fail } from "../../../kernel/failure.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import { inSlices } from "../../../platform/in-slices.ts";
import type { FactCandidate } from "../facts/fact.ts";
import { factsByRules, learnFacts } from "../facts/learn.ts";
import { newId } from "../ids.ts";
import type { Exchange } from "../interactions/interaction.ts";
import type { Sealing } from "../sealing/sealing.ts";
import type { MemoryServices } from "../services.ts";
import { currentTenant } from "../tenants/of-caller.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { userById } from "../users/store.ts";
import { sealedRow } from "./sealed-row.ts";
import type { InteractionToInsert, Once } from "./store.ts";

// The first attempt uses the tenant as this process remembers it and its newest key, which is the user's key except during a
// rotation. The second reads the tenant and uses the key in the user's row. A change and a rotation may come before the next two.
const attemptsMax = 4;

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
 * with `RESOURCE_NOT_FOUND` if the user or the conversation is missing. The tenant may be that of `recentTenant`.
 */
export async function ingest(
  services: MemoryServices,
  recent: Tenant,
  exchange: Exchange,
  callersKey: string | undefined,
  options: IngestOptions = {},
): Promise<Ingested> {
  const id = options.imported?.id ?? newId("int");
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const tenant = attempt > 1 ? await currentTenant(services, recent.organizationId) : recent;
    const user =
      attempt > 1 ? await userById(services.database, tenant.organizationId, exchange.userId) : tenant;
    if (!user) break;
    const sealing = await services.keychain.memory(services.database, tenant, callersKey, user.keyVersion);
    const { row, facts } = await rowOf(services, tenant, sealing, { ...options, id, exchange });
    const bufferSize = await write(services, tenant, exchange.userId, user.keyVersion, row);
    if (bufferSize === undefined) continue;
    if (facts && row.unlearned) {
      // A failure here does not lose the exchange: a sweep extracts its facts later.
      await learnFacts(services, tenant, { ...exchange, interactionId: id }, facts, callersKey).catch((err) =>
        services.log.warn({ err, interactionId: id }, "learning facts failed and will be retried"),
      );
    }
    return { interactionId: id, bufferSize };
  }
  throw fail.missing("user");
}

/** What to store of an exchange, and the facts that the rules read from it. */
async function rowOf(
  services: MemoryServices,
  tenant: Tenant,
  sealing: Sealing,
  { id, exchange, once, imported }: IngestOptions & { id: string; exchange: Exchange },
): Promise<{ row: InteractionToInsert; facts: FactCandidate[] | undefined }> {
  const facts = imported?.learn === false ? [] : await factsByRules(services, tenant, exchange);
  const unlearned = facts === undefined || facts.length > 0;
  const row = await inSlices(sealedRow(sealing, id, exchange, services.clock.now(), unlearned));
  return { row: { ...row, once }, facts };
}

/** Returns the buffer's size. Undefined if the user is gone or uses another version of the key, or the tenant has changed. */
async function write(
  { interactionWriter }: MemoryServices,
  { organizationId, state, settings, notifiesIngested }: Tenant,
  userId: string,
  keyVersion: number,
  row: InteractionToInsert,
): Promise<number | undefined> {
  const to = {
    organizationId,
    state,
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
