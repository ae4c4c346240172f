import type { Logger } from "pino";
import type { Clock } from "../platform/clock.ts";
import type { Config } from "../platform/config.ts";
import type { Database } from "../platform/database/database.ts";
import type { Load } from "../platform/load.ts";
import type { Metrics } from "../platform/metrics.ts";
import type { Tracing } from "../platform/tracing.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { SecurityLog } from "./security-log.ts";

/** What every feature may use. A feature's own services extend these. */
export interface KernelServices {
  config: Config;
  clock: Clock;
  log: Logger;
  database: Database;
  rateLimits: RateLimits;
  load: Load;
  metrics: Metrics;
  tracing: Tracing;
  securityLog: SecurityLog;
}
