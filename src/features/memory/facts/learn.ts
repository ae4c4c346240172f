import { inSlices } from "../../../platform/in-slices.ts";
import { fetchInTrace } from "../../../platform/tracing.ts";
import { type Exchange, speakerOf } from "../interactions/interaction.ts";
import { markLearned } from "../interactions/store.ts";
import type { SealingOf } from "../sealing/keychain.ts";
import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { offsetMs } from "../time/zone.ts";
import { tendUser } from "../users/store.ts";
import { type DatedExchange, readFacts } from "./extract/extract.ts";
import type { FactCandidate } from "./fact.ts";
import { extractFactsWithModel, ModelFailed } from "./model/extract-with-model.ts";
import { saveFacts } from "./save.ts";

export interface StoredExchange extends Exchange {
  interactionId: string;
  /** As it was read, if that was before this transaction: an edit keeps the id. */
  sealed?: Buffer;
}

/**
 * The facts that the rules extract from an exchange. Undefined if a model is configured: then a sweep queues a job, as it
 * does for exchanges left by a crash.
 */
export async function factsByRules(
  { chatModel }: MemoryServices,
  tenant: Tenant,
  exchange: Exchange,
): Promise<FactCandidate[] | undefined> {
  return usesModel(chatModel, tenant) ? undefined : byRules(exchange);
}

/** Saves the facts of an exchange. */
export async function learnFacts(
  services: MemoryServices,
  tenant: Tenant,
  exchange: StoredExchange,
  candidates: readonly FactCandidate[],
  callersKey: string | undefined,
): Promise<void> {
  if (candidates.length === 0) return;
  const sealingOf: SealingOf = (db, version) => services.keychain.memory(db, tenant, callersKey, version);
  await save(services, tenant, sealingOf, exchange, candidates);
}

/**
 * Extracts the facts of an exchange with the configured model and saves them. Throws if a retry may help; the last attempt
 * falls back to the rules.
 */
export async function learnFactsByModel(
  services: MemoryServices,
  tenant: Tenant,
  exchange: StoredExchange,
  lastAttempt: boolean,
): Promise<void> {
  const sealingOf: SealingOf = (db, version) => services.keychain.memory(db, tenant, undefined, version);
  const candidates = await candidatesByModel(services, exchange, lastAttempt);
  await save(services, tenant, sealingOf, exchange, candidates);
}

async function candidatesByModel(
  { chatModel, log, tracing }: MemoryServices,
  exchange: StoredExchange,
  lastAttempt: boolean,
): Promise<FactCandidate[]> {
  const dated = datedExchange(exchange);
  if (!chatModel) return byRules(exchange);
  try {
    return await extractFactsWithModel(dated, chatModel, fetchInTrace(tracing));
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    if (error.retry && !lastAttempt) throw error;
    log.warn(
      { err: error, interactionId: exchange.interactionId },
      "the model failed: facts were extracted by rules",
    );
    return byRules(exchange);
  }
}

/** Reads the facts on the speaker's clock: "yesterday" is a day of theirs. */
async function byRules(exchange: Exchange): Promise<FactCandidate[]> {
  const ahead = offsetMs(exchange.utc_offset);
  const dated = datedExchange(exchange);
  const local = { ...dated, timestamp: new Date(dated.timestamp.getTime() + ahead) };
  return (await inSlices(readFacts(local))).map((fact) => ({
    ...fact,
    validFrom: new Date(fact.validFrom.getTime() - ahead),
    validTo: fact.validTo && new Date(fact.validTo.getTime() - ahead),
  }));
}

async function save(
  { database, clock }: MemoryServices,
  tenant: Tenant,
  sealingOf: SealingOf,
  exchange: StoredExchange,
  candidates: readonly FactCandidate[],
): Promise<void> {
  await database.transaction(async (tx) => {
    const user = await tendUser(tx, tenant.organizationId, exchange.userId);
    // It may have been erased, changed or learned in the meantime.
    if (!user || !(await markLearned(tx, exchange.interactionId, exchange.sealed))) return;
    await saveFacts(tx, tenant.organizationId, user.keyVersion, sealingOf, candidates, {
      ...exchange,
      now: clock.now(),
    });
  });
}

/** A job does not have a caller's own encryption key, so facts of such a tenant are extracted by rules, during the call. */
const usesModel = (chatModel: MemoryServices["chatModel"], { settings }: Tenant) =>
  chatModel !== undefined && settings.encryption_mode === "platform";

function datedExchange({ user_message, agent_response, saidAt, metadata }: Exchange): DatedExchange {
  const speaker = speakerOf(metadata);
  return {
    userMessage: user_message,
    agentResponse: agent_response,
    timestamp: saidAt,
    ...(speaker !== undefined && { speaker }),
  };
}
