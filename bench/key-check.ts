import { openKeyCache } from "../src/features/identity/keys/key-cache.ts";
import { systemClock } from "../src/platform/clock.ts";
import type { Database } from "../src/platform/database/database.ts";
import { type Figure, figure } from "./report.ts";

const checks = 100_000;
const microsecondsMax = 20;

/** What it costs to know a key that was seen before. */
export async function keyCheck(database: Database, apiKey: string): Promise<Figure[]> {
  const keyCache = await openKeyCache(database, systemClock);
  try {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) {
      const startedAt = performance.now();
      for (let i = 0; i < checks; i++) {
        if (!(await keyCache.find(apiKey))) throw new Error("The key is not known.");
      }
      best = Math.min(best, ((performance.now() - startedAt) * 1000) / checks);
    }
    return [
      figure("key check, warm", `${best.toFixed(1)} µs`, best, { below: microsecondsMax, unit: " µs" }),
    ];
  } finally {
    await keyCache.close();
  }
}
