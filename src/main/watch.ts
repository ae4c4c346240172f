import { access, constants, mkdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import sql from "sql-template-tag";
import { jobBacklog } from "../kernel/jobs/store.ts";
import type { Workers } from "../kernel/jobs/workers.ts";
import { requireFreeDisk } from "../platform/storage-full.ts";
import type { Services } from "./services.ts";

// The scheduler looks every ten seconds.
const quietMaxMs = 60_000;

/** What an operator sees of the services: health checks and metrics. */
export function watchServices(services: Services): void {
  const { config, database, health, load, metrics, securityLog, transforms } = services;
  if (config.s3) watchStore(services);
  watchModels(services);
  const { pool } = database;
  health.add("database", async () => void (await database.query(sql`select 1`)));
  health.add("listener", () => {
    if (!database.isListening()) throw new Error("The listening database connection is down");
  });
  health.add("store", async () => {
    const staging = join(config.dataDir, "staging");
    await mkdir(staging, { recursive: true, mode: 0o700 });
    await access(staging, constants.W_OK);
    await requireFreeDisk(staging, config.freeDiskBytesMin);
  });

  metrics.gauge("rookery_database_connections", "Connections of the pool", "state", () => ({
    used: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  }));
  metrics.gauge("rookery_database_listening", "Whether the listening connection is up", null, () =>
    Number(database.isListening()),
  );
  metrics.gauge(
    "rookery_requests_under_way",
    "Requests that wait for their answer",
    "weight",
    () => load.underWay,
  );
  metrics.total(
    "rookery_requests_shed_total",
    "Requests refused because of load",
    "weight",
    () => load.refused,
  );
  metrics.total("rookery_security_events_total", "Sign-ins, and what was refused", "event", () =>
    securityLog.counts(),
  );
  metrics.total("rookery_renders_total", "Renders of links that ask for a size or format", "state", () => ({
    started: transforms.started,
  }));
  const { replica } = services;
  if (replica)
    metrics.total(
      "rookery_replica_reads_total",
      "Reads that may be a moment behind, by where they ran: on the replica, or on the database",
      "where",
      () => replica.reads,
    );
  const jobs = async (of: "waiting" | "running" | "exhausted" | "oldestSeconds") => {
    const kinds = await jobBacklog(database).catch(() => []); // says the metric of the database
    return Object.fromEntries(kinds.map((kind) => [kind.name, kind[of]]));
  };
  metrics.gauge("rookery_disk_free_bytes", "Free space on the disk of the data folder", null, async () => {
    const { bavail, bsize } = await statfs(config.dataDir);
    return bavail * bsize;
  });
  metrics.gauge("rookery_jobs_waiting", "Jobs that are due", "kind", () => jobs("waiting"));
  metrics.gauge("rookery_jobs_running", "Jobs that run", "kind", () => jobs("running"));
  metrics.gauge("rookery_jobs_exhausted", "Jobs out of attempts", "kind", () => jobs("exhausted"));
  metrics.gauge("rookery_jobs_oldest_seconds", "How long the oldest due job has waited", "kind", () =>
    jobs("oldestSeconds"),
  );
}

function watchStore({ blobs, health, metrics, storeUse }: Services): void {
  health.add("s3", () => blobs.check());
  metrics.total(
    "rookery_s3_requests_total",
    "Requests to the S3 store: answered, failed in every attempt, and what was tried again",
    "result",
    () => storeUse.requests,
  );
  metrics.total(
    "rookery_s3_bytes_total",
    "Bytes from and to the S3 store",
    "direction",
    () => storeUse.bytes,
  );
}

/** What recall found when it last asked the endpoints. It does without those that fail, so the server stays ready. */
function watchModels({ health, embedder, reranker }: Services): void {
  for (const [name, part] of Object.entries({ embeddings: embedder, reranker })) {
    if (!part) continue;
    const check = () => {
      const error = part.lastError();
      if (error) throw error;
    };
    health.add(name, check, { optional: true });
  }
}

/** Adds the health of this process's workers. */
export function watchWorkers({ health }: Services, workers: Workers): void {
  health.add("jobs", () => {
    const quietMs = workers.quietMs();
    if (quietMs > quietMaxMs)
      throw new Error(`Periodic jobs were last queued ${Math.round(quietMs / 1000)} s ago`);
  });
}
