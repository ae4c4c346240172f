import { join } from "node:path";
import type { Logger } from "pino";
import { openAuth } from "../features/identity/accounts/auth.ts";
import { openKeyCache } from "../features/identity/keys/key-cache.ts";
import { masterSecretIn, secretFrom } from "../features/identity/keys/secret.ts";
import { openTally } from "../features/identity/usage/tally.ts";
import { assetsByKey } from "../features/library/assets/store.ts";
import { uploadFunnel } from "../features/library/assets/upload/staging/funnel.ts";
import { openRenditions } from "../features/library/delivery/renditions.ts";
import { openFactWords } from "../features/memory/facts/remembered-words.ts";
import { interactionWriter } from "../features/memory/interactions/writer.ts";
import { openKeychain } from "../features/memory/keychain.ts";
import { openEmbedder } from "../features/memory/recall/embedder.ts";
import { openHistories } from "../features/memory/recall/remembered-history.ts";
import { openVectors } from "../features/memory/recall/vectors.ts";
import { tenantsOf } from "../features/memory/tenants/store.ts";
import { deliveryTimeouts } from "../features/webhooks/deliveries/deliver.ts";
import { rateLimits } from "../kernel/rate-limits.ts";
import { folderBlobStore } from "../platform/blobs/folder.ts";
import { type Clock, systemClock } from "../platform/clock.ts";
import type { Config } from "../platform/config.ts";
import { batchReads } from "../platform/database/batch-reads.ts";
import type { Database } from "../platform/database/database.ts";
import { openMailer } from "../platform/mail/mailer.ts";
import { publicFetch } from "../platform/net/public-fetch.ts";
import type { Services } from "./services-type.ts";

/** Builds the services over an open, migrated database. `close` ends what they started; the database stays open. */
export async function openServices(
  config: Config,
  database: Database,
  log: Logger,
  clock: Clock = systemClock,
): Promise<Services & { close(): Promise<void> }> {
  const blobs = folderBlobStore(join(config.dataDir, "blobs"));
  const folder = join(config.dataDir, "staging");
  const keyCache = await openKeyCache(database, clock);
  const secret = secretFrom(config.secret ?? (await masterSecretIn(config.dataDir)));
  const mailer = openMailer(config, clock, log);
  const tally = openTally(database, clock);
  return {
    config,
    clock,
    log,
    secret,
    database,
    keyCache,
    auth: openAuth(config, database, secret, log),
    assetByKey: batchReads((keys) => assetsByKey(database, keys)),
    tenantOfOrganization: batchReads((ids) => tenantsOf(database, ids)),
    rateLimits: rateLimits(database, clock, config.rateLimitPerMinute),
    tally,
    blobs,
    funnel: uploadFunnel({ database, blobs, clock, folder }),
    renditions: openRenditions(blobs, folder),
    mailer,
    keychain: openKeychain(secret),
    chatModel: config.chatModel,
    embedder: config.embeddings && openEmbedder(config.embeddings),
    vectors: openVectors(),
    histories: openHistories(),
    factWords: openFactWords(),
    interactionWriter: interactionWriter(database),
    publicFetch: publicFetch({ allowedHosts: config.fetchAllowedHosts }),
    webhookFetch: publicFetch({ allowedHosts: config.fetchAllowedHosts, timeouts: deliveryTimeouts }),
    async close() {
      await keyCache.close();
      await tally.close();
      mailer.close();
    },
  };
}
