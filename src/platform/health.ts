import { setTimeout as sleep } from "node:timers/promises";

/** Resolves when a part works, and throws an error that says what does not. */
export type HealthCheck = () => Promise<void> | void;

export interface HealthReport {
  ready: boolean;
  checks: Record<string, { ok: boolean; ms: number; error?: string }>;
}

export interface Health {
  /** A part that is `optional` is reported, and the server is ready without it. */
  add(name: string, check: HealthCheck, options?: { optional: boolean }): void;
  /** Checks every part, at most once a second. */
  report(): Promise<HealthReport>;
}

const answerMaxMs = 2_000;
const keptMs = 1_000;

export function openHealth(): Health {
  const checks = new Map<string, { check: HealthCheck; optional: boolean }>();
  let last: { at: number; report: Promise<HealthReport> } | undefined;

  async function look(): Promise<HealthReport> {
    const results = await Promise.all(
      [...checks].map(async ([name, { check }]) => [name, await outcome(check)] as const),
    );
    const ready = results.every(([name, { ok }]) => ok || checks.get(name)?.optional);
    return { ready, checks: Object.fromEntries(results) };
  }

  return {
    add: (name, check, { optional } = { optional: false }) => void checks.set(name, { check, optional }),
    report() {
      if (!last || performance.now() - last.at > keptMs) last = { at: performance.now(), report: look() };
      return last.report;
    },
  };
}

async function outcome(check: HealthCheck): Promise<HealthReport["checks"][string]> {
  const startedAt = performance.now();
  const answered = new AbortController();
  const late = sleep(answerMaxMs, undefined, { signal: answered.signal, ref: false }).then(() => {
    throw new Error(`No answer within ${answerMaxMs / 1000} s`);
  });
  late.catch(() => {});
  const error = await Promise.race([(async () => check())(), late]).then(
    () => undefined,
    (thrown) => (thrown as Error).message,
  );
  answered.abort();
  const ms = Math.round(performance.now() - startedAt);
  return { ok: error === undefined, ms, ...(error !== undefined && { error }) };
}
