import type { Said } from "../interactions/ingest.ts";
import { markLearned } from "../interactions/store.ts";
import type { SealingOf } from "../keychain.ts";
import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { lockUser } from "../users/store.ts";
import { type Exchange, extractFacts } from "./extract.ts";
import { extractFactsWithModel, ModelFailed } from "./extract-with-model.ts";
import type { FactCandidate } from "./fact.ts";
import { keepFacts } from "./keep.ts";

export type SaidBefore = Said & { interactionId: string };

/** Whether an exchange is to be looked at for facts: by a model always, by rules when they find any. */
export function mayTellFacts({ chatModel }: MemoryServices, tenant: Tenant, said: Said): boolean {
  return usesModel(chatModel, tenant) || extractFacts(exchangeOf(said)).length > 0;
}

/**
 * Draws what an exchange tells about its user and keeps it with its source. By rules at once; by a model, where one is
 * configured, in a job. An exchange that a crash left unlearned is taken up later.
 */
export async function learnFacts(
  services: MemoryServices,
  tenant: Tenant,
  said: SaidBefore,
  callersKey: string | undefined,
): Promise<void> {
  if (usesModel(services.chatModel, tenant)) return; // the sweep for unlearned exchanges queues it
  const candidates = extractFacts(exchangeOf(said));
  if (candidates.length === 0) return;
  const sealingOf: SealingOf = (db, version) => services.keychain.memory(db, tenant, callersKey, version);
  await keep(services, tenant, sealingOf, said, candidates);
}

/** The same by the configured model; a failure that may pass throws, and the last attempt falls back to the rules. */
export async function learnFactsByModel(
  services: MemoryServices,
  tenant: Tenant,
  said: SaidBefore,
  lastAttempt: boolean,
): Promise<void> {
  const sealingOf: SealingOf = (db, version) => services.keychain.memory(db, tenant, undefined, version);
  await keep(services, tenant, sealingOf, said, await candidatesByModel(services, said, lastAttempt));
}

async function candidatesByModel(
  { chatModel, log }: MemoryServices,
  said: SaidBefore,
  lastAttempt: boolean,
): Promise<FactCandidate[]> {
  const exchange = exchangeOf(said);
  if (!chatModel) return extractFacts(exchange);
  try {
    return await extractFactsWithModel(exchange, chatModel, fetch);
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    if (error.retry && !lastAttempt) throw error;
    log.warn(
      { err: error, interactionId: said.interactionId },
      "facts were drawn by rules: the model failed",
    );
    return extractFacts(exchange);
  }
}

async function keep(
  { database, clock }: MemoryServices,
  tenant: Tenant,
  sealingOf: SealingOf,
  said: SaidBefore,
  candidates: readonly FactCandidate[],
): Promise<void> {
  await database.transaction(async (tx) => {
    const user = await lockUser(tx, tenant.organizationId, said.userId);
    if (!user || !(await markLearned(tx, said.interactionId))) return; // erased meanwhile, or learned by another
    await keepFacts(tx, tenant.organizationId, user.keyVersion, sealingOf, candidates, {
      ...said,
      now: clock.now(),
    });
  });
}

/** A caller's own key is not there when a job runs, so its tenant's facts are drawn by rules. */
const usesModel = (chatModel: MemoryServices["chatModel"], { settings }: Tenant) =>
  chatModel !== undefined && settings.encryption_mode === "platform";

function exchangeOf({ user_message, agent_response, saidAt, metadata }: Said): Exchange {
  return {
    userMessage: user_message,
    agentResponse: agent_response,
    timestamp: saidAt,
    ...(typeof metadata.speaker === "string" && { speaker: metadata.speaker }),
  };
}
