import type { Logger } from "pino";
import type { Auth } from "../features/identity/accounts/auth.ts";
import type { KeyCache } from "../features/identity/keys/key-cache.ts";
import type { Secret } from "../features/identity/keys/secret.ts";
import type { Tally } from "../features/identity/usage/tally.ts";
import type { AssetRow } from "../features/library/assets/row.ts";
import type { AssetKey } from "../features/library/assets/store.ts";
import type { Funnel } from "../features/library/assets/upload/staging/funnel.ts";
import type { Renditions } from "../features/library/delivery/renditions.ts";
import type { ChatModel } from "../features/memory/facts/extract-with-model.ts";
import type { FactWords } from "../features/memory/facts/remembered-words.ts";
import type { InteractionWriter } from "../features/memory/interactions/writer.ts";
import type { Keychain } from "../features/memory/keychain.ts";
import type { Embedder } from "../features/memory/recall/embedder.ts";
import type { Histories } from "../features/memory/recall/remembered-history.ts";
import type { Vectors } from "../features/memory/recall/vectors.ts";
import type { Tenant } from "../features/memory/tenants/tenant.ts";
import type { RateLimits } from "../kernel/rate-limits.ts";
import type { BlobStore } from "../platform/blobs/blobs.ts";
import type { Clock } from "../platform/clock.ts";
import type { Config } from "../platform/config.ts";
import type { Database } from "../platform/database/database.ts";
import type { Mailer } from "../platform/mail/mailer.ts";
import type { PublicFetch } from "../platform/net/public-fetch.ts";

/** What every operation, job and route receives. Built once, in `open-services.ts`. */
export interface Services {
  config: Config;
  clock: Clock;
  log: Logger;
  secret: Secret;
  database: Database;
  keyCache: KeyCache;
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
