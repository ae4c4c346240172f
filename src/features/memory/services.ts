import type { KeyCaller } from "../../kernel/caller.ts";
import { type AfterCommit, operationsOver } from "../../kernel/operation.ts";
import type { KernelServices } from "../../kernel/services.ts";
import type { Mailer } from "../../platform/mail/mailer.ts";
import type { PublicFetch } from "../../platform/net/public-fetch.ts";
import type { Secret } from "../../platform/secret.ts";
import type { MemoryChanges } from "./changes/memory-changes.ts";
import { changesMemory, noteChange } from "./changes/note-change.ts";
import type { FactIndexes } from "./facts/fact-index.ts";
import type { ChatModel } from "./facts/model/extract-with-model.ts";
import type { Postings } from "./index/posting-cache.ts";
import type { InteractionWriter } from "./ingest/writer.ts";
import { noteRead, showsMemory } from "./reads/note-read.ts";
import type { ReadLog } from "./reads/read-log.ts";
import type { Embedder } from "./recall/embedder.ts";
import type { Histories } from "./recall/history-cache.ts";
import type { Reranker } from "./recall/reranker.ts";
import type { Vectors } from "./recall/vector-cache.ts";
import type { Keychain } from "./sealing/keychain.ts";
import { callersTenant, type RecentTenants, recentTenantLimits, tenantLimits } from "./tenants/of-caller.ts";
import type { Tenant } from "./tenants/tenant.ts";
import type { UnclaimedRoom } from "./tenants/unclaimed-room.ts";

/** The services that the memory feature needs. */
export interface MemoryServices extends KernelServices {
  secret: Secret;
  mailer: Mailer;
  keychain: Keychain;
  /** See `tenantsOf`. */
  tenantOfOrganization(id: number): Promise<Tenant | undefined>;
  recentTenants: RecentTenants;
  /** Adds search by embeddings, if an endpoint is configured. */
  embedder: Embedder | undefined;
  vectors: Vectors;
  /** Reads the best hits with the query, if an endpoint is configured. */
  reranker: Reranker | undefined;
  /** Extracts facts instead of the rules, if one is configured. */
  chatModel: ChatModel | undefined;
  postings: Postings;
  histories: Histories;
  factIndexes: FactIndexes;
  interactionWriter: InteractionWriter;
  unclaimedRoom: UnclaimedRoom;
  /** Who read memory, of tenants with the setting `audit_reads`. */
  readLog: ReadLog;
  /** Notifies open pages. */
  memoryChanges: MemoryChanges;
  /** Says which webhook URLs would never be called. */
  webhookFetch: Pick<PublicFetch, "refusalOf">;
}

const define = operationsOver<MemoryServices>();

/** Defines an operation of the memory API. Calls with a tenant's key count towards the tenant's own rate limit. */
export const defineOperation: typeof define = (operation) => definedWith(tenantLimits)(operation);

/** The same for an operation that goes by the tenant of `recentTenant`. */
export const defineIngest: typeof define = (operation) => definedWith(recentTenantLimits)(operation);

const definedWith =
  (ofTenant: typeof tenantLimits): typeof define =>
  (operation) => {
    if (operation.access.kind !== "scope") return define(operation);
    const limited = { ...operation, limits: withTenantLimits(ofTenant, operation.limits) };
    if (showsMemory(operation))
      return define({ ...limited, run: notingReads(operation.name, operation.run) });
    return define(changesMemory(operation) ? { ...limited, run: notingChanges(operation.run) } : limited);
  };

/** The operation's own limits, after the tenant's. */
function withTenantLimits<Given>(ofTenant: typeof tenantLimits, own: Given): Given {
  const more = own as unknown as typeof tenantLimits | undefined;
  const limits: typeof tenantLimits = async (input, caller, services) => [
    ...(await ofTenant(input, caller, services)),
    ...((await more?.(input, caller, services)) ?? []),
  ];
  return limits as Given;
}

type Run = (
  services: MemoryServices,
  input: object,
  caller: KeyCaller,
  afterCommit: AfterCommit<MemoryServices, object>,
) => Promise<object>;

/** Records each call that succeeded, for tenants that ask for it. */
function notingReads<Given>(name: string, run: Given): Given {
  const inner = run as Run;
  const noting: Run = async (services, input, caller, afterCommit) => {
    const answer = await inner(services, input, caller, afterCommit);
    noteRead(
      services,
      await callersTenant(services, caller, "whatever its status"),
      name,
      caller,
      input,
      answer,
    );
    return answer;
  };
  return noting as Given;
}

/** Notifies open pages of each call that succeeded. */
function notingChanges<Given>(run: Given): Given {
  const inner = run as Run;
  const noting: Run = async (services, input, caller, afterCommit) => {
    const changed = await inner(services, input, caller, afterCommit);
    afterCommit(async (_, answer) => {
      noteChange(services, caller, input, changed);
      return answer;
    });
    return changed;
  };
  return noting as Given;
}
