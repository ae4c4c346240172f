import type { KeyCaller } from "../../kernel/caller.ts";
import { operationsOver } from "../../kernel/operation.ts";
import type { KernelServices } from "../../kernel/services.ts";
import type { Mailer } from "../../platform/mail/mailer.ts";
import type { PublicFetch } from "../../platform/net/public-fetch.ts";
import type { Secret } from "../../platform/secret.ts";
import type { ChatModel } from "./facts/model/extract-with-model.ts";
import type { FactWords } from "./facts/word-cache.ts";
import type { InteractionWriter } from "./ingest/writer.ts";
import { noteRead, showsMemory } from "./reads/note-read.ts";
import type { ReadLog } from "./reads/read-log.ts";
import type { Embedder } from "./recall/embedder.ts";
import type { Histories } from "./recall/history-cache.ts";
import type { Reranker } from "./recall/reranker.ts";
import type { Vectors } from "./recall/vector-cache.ts";
import type { Keychain } from "./sealing/keychain.ts";
import { callersTenant, tenantLimits } from "./tenants/of-caller.ts";
import type { Tenant } from "./tenants/tenant.ts";
import type { UnclaimedRoom } from "./tenants/unclaimed-room.ts";

/** The services that the memory feature needs. */
export interface MemoryServices extends KernelServices {
  secret: Secret;
  mailer: Mailer;
  keychain: Keychain;
  /** See `tenantsOf`. */
  tenantOfOrganization(id: number): Promise<Tenant | undefined>;
  /** Adds search by embeddings, if an endpoint is configured. */
  embedder: Embedder | undefined;
  vectors: Vectors;
  /** Reads the best hits with the query, if an endpoint is configured. */
  reranker: Reranker | undefined;
  /** Extracts facts instead of the rules, if one is configured. */
  chatModel: ChatModel | undefined;
  histories: Histories;
  factWords: FactWords;
  interactionWriter: InteractionWriter;
  unclaimedRoom: UnclaimedRoom;
  /** Who read memory, of tenants with the setting `audit_reads`. */
  readLog: ReadLog;
  /** Says which webhook URLs would never be called. */
  webhookFetch: Pick<PublicFetch, "refusalOf">;
}

const define = operationsOver<MemoryServices>();

/** Defines an operation of the memory API. Calls with a tenant's key count towards the tenant's own rate limit. */
export const defineOperation: typeof define = (operation) => {
  if (operation.access.kind !== "scope") return define(operation);
  const limited = { ...operation, limits: tenantLimits as typeof operation.limits };
  return define(
    showsMemory(operation) ? { ...limited, run: notingReads(operation.name, operation.run) } : limited,
  );
};

/** Records each call that succeeded, for tenants that ask for it. */
function notingReads<Run>(name: string, run: Run): Run {
  const inner = run as (services: MemoryServices, input: object, caller: KeyCaller) => Promise<object>;
  return (async (services: MemoryServices, input: object, caller: KeyCaller, ...rest: []) => {
    const answer = await inner(services, input, caller, ...rest);
    noteRead(
      services,
      await callersTenant(services, caller, "whatever its status"),
      name,
      caller,
      input,
      answer,
    );
    return answer;
  }) as Run;
}
