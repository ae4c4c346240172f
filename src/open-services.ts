import { join } from "node:path";
import type { Logger } from "pino";
import { openAuth } from "./accounts/auth.ts";
import { assetsByKey } from "./assets/store.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { openRenditions } from "./delivery/renditions.ts";
import { openKeyring } from "./keys/keyring.ts";
import { masterSecretIn, secretFrom } from "./keys/secret.ts";
import { openMailer } from "./mail/mailer.ts";
import { openFactWords } from "./memory/facts/remembered-words.ts";
import { interactionWriter } from "./memory/interactions/writer.ts";
import { openKeychain } from "./memory/keychain.ts";
import { openEmbedder } from "./memory/recall/embedder.ts";
import { openHistories } from "./memory/recall/remembered-history.ts";
import { openVectors } from "./memory/recall/vectors.ts";
import { tenantsOf } from "./memory/tenants/store.ts";
import { publicFetch } from "./net/public-fetch.ts";
import { rateLimits } from "./operation/rate-limits.ts";
import type { Services } from "./services.ts";
import { folderBlobStore } from "./storage/blobs-folder.ts";
import type { Database } from "./storage/database.ts";
import { together } from "./storage/together.ts";
import { uploadFunnel } from "./upload/funnel.ts";
import { openTally } from "./usage/tally.ts";
import { deliveryTimeouts } from "./webhooks/deliver.ts";

/** Builds the services over an open, migrated database. `close` ends what they started; the database stays open. */
export async function openServices(
  config: Config,
  database: Database,
  log: Logger,
  clock: Clock = systemClock,
): Promise<Services & { close(): Promise<void> }> {
  const blobs = folderBlobStore(join(config.dataDir, "blobs"));
  const folder = join(config.dataDir, "staging");
  const keyring = await openKeyring(database, clock);
  const secret = secretFrom(config.secret ?? (await masterSecretIn(config.dataDir)));
  const mailer = openMailer(config, clock, log);
  const tally = openTally(database, clock);
  return {
    config,
    clock,
    log,
    secret,
    database,
    keyring,
    auth: openAuth(config, database, secret, log),
    assetByKey: together((keys) => assetsByKey(database, keys)),
    tenantOfOrganization: together((ids) => tenantsOf(database, ids)),
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
      await keyring.close();
      await tally.close();
      mailer.close();
    },
  };
}
