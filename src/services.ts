import type { Logger } from "pino";
import type { Auth } from "./accounts/auth.ts";
import type { AssetRow } from "./assets/row.ts";
import type { AssetKey } from "./assets/store.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Renditions } from "./delivery/renditions.ts";
import type { Keyring } from "./keys/keyring.ts";
import type { Secret } from "./keys/secret.ts";
import type { Mailer } from "./mail/mailer.ts";
import type { ChatModel } from "./memory/facts/extract-with-model.ts";
import type { FactWords } from "./memory/facts/remembered-words.ts";
import type { InteractionWriter } from "./memory/interactions/writer.ts";
import type { Keychain } from "./memory/keychain.ts";
import type { Embedder } from "./memory/recall/embedder.ts";
import type { Histories } from "./memory/recall/remembered-history.ts";
import type { Vectors } from "./memory/recall/vectors.ts";
import type { Tenant } from "./memory/tenants/tenant.ts";
import type { PublicFetch } from "./net/public-fetch.ts";
import type { RateLimits } from "./operation/rate-limits.ts";
import type { BlobStore } from "./storage/blobs.ts";
import type { Database } from "./storage/database.ts";
import type { Funnel } from "./upload/funnel.ts";
import type { Tally } from "./usage/tally.ts";

/** What every operation, job and route receives. Built once, in `open-services.ts`. */
export interface Services {
  config: Config;
  clock: Clock;
  log: Logger;
  secret: Secret;
  database: Database;
  keyring: Keyring;
  auth: Auth;
  /** See `assetsByKey`. */
  assetByKey(key: AssetKey): Promise<AssetRow | undefined>;
  /** See `tenantsOf`. */
  tenantOfOrganization(id: number): Promise<Tenant | undefined>;
  rateLimits: RateLimits;
  /** How much organizations are called. */
  tally: Tally;
  blobs: BlobStore;
  funnel: Funnel;
  renditions: Renditions;
  mailer: Mailer;
  keychain: Keychain;
  /** Finds by meaning beside words, where an endpoint is configured. */
  embedder: Embedder | undefined;
  vectors: Vectors;
  /** Draws facts, where one is configured. */
  chatModel: ChatModel | undefined;
  histories: Histories;
  factWords: FactWords;
  interactionWriter: InteractionWriter;
  publicFetch: PublicFetch;
  /** The same for webhooks, given up sooner. */
  webhookFetch: PublicFetch;
}
