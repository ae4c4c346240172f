import { join } from "node:path";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import { openAuth } from "../features/identity/accounts/auth.ts";
import { recordAudit } from "../features/identity/audit/record.ts";
import { authenticate } from "../features/identity/authenticate.ts";
import { openKeyCache } from "../features/identity/keys/key-cache.ts";
import { openTally } from "../features/identity/usage/tally.ts";
import { assetsByKey } from "../features/library/assets/store.ts";
import { uploadFunnel } from "../features/library/assets/upload/staging/funnel.ts";
import { openStagedBytes } from "../features/library/assets/upload/storage.ts";
import { openLinks } from "../features/library/delivery/links.ts";
import { openDecoding } from "../features/library/files/decoding.ts";
import { openGoneFiles } from "../features/library/files/gone-files.ts";
import { openRenditions } from "../features/library/files/renditions.ts";
import { openTransforms } from "../features/library/files/transforms.ts";
import { openMemoryChanges } from "../features/memory/changes/memory-changes.ts";
import { openFactIndexes } from "../features/memory/facts/fact-index.ts";
import { openPostings } from "../features/memory/index/posting-cache.ts";
import { interactionWriter } from "../features/memory/ingest/writer.ts";
import { openReadLog } from "../features/memory/reads/read-log.ts";
import { type Embedder, openEmbedder } from "../features/memory/recall/embedder.ts";
import { openHistories } from "../features/memory/recall/history-cache.ts";
import { openLocalEncoder } from "../features/memory/recall/local-encoder.ts";
import { openReranker } from "../features/memory/recall/reranker.ts";
import { openVectors } from "../features/memory/recall/vector-cache.ts";
import { openKeychain } from "../features/memory/sealing/keychain.ts";
import { tenantsOf } from "../features/memory/tenants/store.ts";
import { openUnclaimedRoom } from "../features/memory/tenants/unclaimed-room.ts";
import { deliveryTimeouts } from "../features/webhooks/deliveries/deliver.ts";
import type { Authenticate } from "../kernel/authenticate.ts";
import { invoker, type Kernel } from "../kernel/invoke.ts";
import { limitedMailer } from "../kernel/limited-mailer.ts";
import { openOnce } from "../kernel/once/once.ts";
import { rateLimits } from "../kernel/rate-limits.ts";
import { openSecurityLog } from "../kernel/security-log.ts";
import { openCacheArea } from "../platform/blobs/cache-area.ts";
import { cachedInMemory, openMemoryCache } from "../platform/blobs/memory-cache.ts";
import { countStoreUse, type StoreUse } from "../platform/blobs/store-use.ts";
import { openCircuitBreaker } from "../platform/circuit-breaker.ts";
import { type Clock, systemClock } from "../platform/clock.ts";
import type { Config } from "../platform/config.ts";
import { batchReads } from "../platform/database/batch-reads.ts";
import type { Database } from "../platform/database/database.ts";
import { openReplica } from "../platform/database/replica.ts";
import { type Health, openHealth } from "../platform/health.ts";
import { measureLoad } from "../platform/load.ts";
import { openMailer, type ShowMail } from "../platform/mail/mailer.ts";
import { openMetrics } from "../platform/metrics.ts";
import { publicFetch } from "../platform/net/public-fetch.ts";
import { fetchInTrace, passingTraces, type Tracing } from "../platform/tracing.ts";
import type { OperationServices } from "../transports/http/services.ts";
import { openSecret } from "./open-secret.ts";
import { openStores } from "./open-store.ts";
import { erasers, type FeatureServices, operations } from "./registry.ts";

// About 1 kB each.
const recentTenantsMax = 5_000;

/** The services of features, jobs and transports. Each of them declares the part that it needs. */
export type Services = FeatureServices &
  OperationServices & { authenticate: Authenticate; health: Health; storeUse: StoreUse };

/** Opens the services on an open, migrated database. `close` closes them and leaves the database open. */
export async function openServices(
  config: Config,
  database: Database,
  log: Logger,
  clock: Clock = systemClock,
  showMail?: ShowMail,
  tracing: Tracing = passingTraces(),
): Promise<Services & { close(): Promise<void> }> {
  const features = await openFeatureServices({ config, database, log, clock, tracing }, showMail);
  const forgetGone = await openGoneFiles(features);
  const {
    keyCache,
    links,
    tally,
    readLog,
    memoryChanges,
    mailer,
    rateLimits,
    securityLog,
    load,
    transforms,
  } = features;
  const replica = replicaOf(config, database, log, clock);
  const authenticated: Authenticate = (...call) => authenticate(features, ...call);
  const kernel: Kernel = {
    clock,
    log,
    database,
    replica,
    rateLimits,
    securityLog,
    tracing,
    load,
    authenticate: authenticated,
    recordAudit: (tx, call) => recordAudit(tx, call, clock.now()),
    once: openOnce(features),
    countUsage: (caller) => tally.count(caller),
    forgetKeys: (organization) => keyCache.forget(organization),
    forgetLinks: (organization) => links.forget(organization),
  };
  return {
    ...features,
    operations,
    invoke: invoker(kernel, features),
    authenticate: authenticated,
    health: openHealth(),
    replica,
    async close() {
      await transforms.close();
      await keyCache.close();
      links.close();
      forgetGone.close();
      load.close();
      await tally.close();
      await readLog.close();
      await memoryChanges.close();
      mailer.close();
      await replica?.close();
    },
  };
}

const replicaOf = ({ databaseReplicaUrl }: Config, database: Database, log: Logger, clock: Clock) =>
  databaseReplicaUrl === undefined
    ? undefined
    : openReplica(databaseReplicaUrl, database, {
        clock,
        log: { warn: (message) => log.warn(message) },
        connectionsMax: database.pool.options.max ?? 10,
      });

function embedderOf({
  config,
  clock,
  tracing,
  log,
}: Pick<Services, "config" | "clock" | "tracing" | "log">): Embedder | undefined {
  const breaker = openCircuitBreaker(clock);
  if (config.localEmbeddings) return openLocalEncoder(breaker, log);
  return config.embeddings && openEmbedder(config.embeddings, breaker, fetchInTrace(tracing));
}

/** What a process remembers of people's memory. */
const memoryCaches = () => ({
  vectors: openVectors(),
  postings: openPostings(),
  histories: openHistories(),
  factIndexes: openFactIndexes(),
});

async function openFeatureServices(
  {
    config,
    database,
    log,
    clock,
    tracing,
  }: Pick<Services, "config" | "database" | "log" | "clock" | "tracing">,
  showMail: ShowMail | undefined,
): Promise<FeatureServices & { storeUse: StoreUse }> {
  const metrics = openMetrics();
  const storeUse = countStoreUse();
  const inMemory = openMemoryCache(config.memoryCacheBytes);
  const stores = await openStores(config, storeUse);
  const blobs = cachedInMemory(stores.blobs, inMemory, metrics.cache("files"));
  const cacheArea = cachedInMemory(
    openCacheArea(join(config.dataDir, "cache"), { bytesMax: config.renditionCacheBytes }),
    inMemory,
    metrics.cache("renditions"),
  );
  const folder = join(config.dataDir, "staging");
  const decoding = openDecoding(blobs, folder, config);
  const secret = await openSecret(config, database);
  const fetcher = publicFetch({ allowedHosts: config.fetchAllowedHosts });
  const limits = rateLimits(database, clock, config.rateLimitPerMinute);
  return {
    config,
    clock,
    log,
    secret,
    database,
    load: measureLoad(database.pool),
    storeUse,
    metrics,
    tracing,
    rateLimits: limits,
    securityLog: openSecurityLog(log, clock),
    mailer: limitedMailer(openMailer(config, clock, log, showMail), limits, log, config),

    keyCache: await openKeyCache(database, clock, metrics.cache("keys")),
    auth: await openAuth(config, { database, secret, log, clock, publicFetch: fetcher, rateLimits: limits }),
    tally: openTally(database, clock),
    async eraseOrganization(organizationId) {
      for (const erase of erasers) await erase(database, organizationId);
    },

    blobs,
    links: await openLinks(database, clock, metrics.cache("links")),
    funnel: uploadFunnel({ database, blobs, clock, folder, freeDiskBytesMin: config.freeDiskBytesMin }),
    stagedBytes: openStagedBytes(config),
    renditions: openRenditions(blobs, decoding),
    transforms: openTransforms(cacheArea, decoding, (err) =>
      log.warn({ err }, "A rendered picture could not be kept in the cache"),
    ),
    cacheArea,
    copies: stores.copies,
    publicFetch: fetcher,
    assetByKey: batchReads((keys) => assetsByKey(database, keys)),

    keychain: openKeychain(secret),
    recentTenants: new LRUCache({ max: recentTenantsMax }),
    tenantOfOrganization: batchReads((ids) => tenantsOf(database, ids)),
    chatModel: config.chatModel,
    embedder: embedderOf({ config, clock, tracing, log }),
    reranker:
      config.reranker && openReranker(config.reranker, openCircuitBreaker(clock), fetchInTrace(tracing)),
    ...memoryCaches(),
    interactionWriter: interactionWriter(database),
    unclaimedRoom: openUnclaimedRoom(database, clock, config),
    readLog: openReadLog(database, log),
    memoryChanges: openMemoryChanges(database, log),

    webhookFetch: publicFetch({ allowedHosts: config.fetchAllowedHosts, timeouts: deliveryTimeouts }),
  };
}
