import { operationsOver } from "../../kernel/operation.ts";
import type { KernelServices } from "../../kernel/services.ts";
import type { Mailer } from "../../platform/mail/mailer.ts";
import type { PublicFetch } from "../../platform/net/public-fetch.ts";
import type { Secret } from "../../platform/secret.ts";
import type { ChatModel } from "./facts/model/extract-with-model.ts";
import type { FactWords } from "./facts/word-cache.ts";
import type { InteractionWriter } from "./ingest/writer.ts";
import type { Embedder } from "./recall/embedder.ts";
import type { Histories } from "./recall/history-cache.ts";
import type { Vectors } from "./recall/vector-cache.ts";
import type { Keychain } from "./sealing/keychain.ts";
import { tenantLimits } from "./tenants/of-caller.ts";
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
  /** Extracts facts instead of the rules, if one is configured. */
  chatModel: ChatModel | undefined;
  histories: Histories;
  factWords: FactWords;
  interactionWriter: InteractionWriter;
  unclaimedRoom: UnclaimedRoom;
  /** Says which webhook URLs would never be called. */
  webhookFetch: Pick<PublicFetch, "refusalOf">;
}

const define = operationsOver<MemoryServices>();

/** Defines an operation of the memory API. Each call with a tenant's key counts towards the tenant's own rate limit. */
export const defineOperation: typeof define = (operation) =>
  operation.access.kind === "scope"
    ? define({ ...operation, limits: tenantLimits as typeof operation.limits })
    : define(operation);
