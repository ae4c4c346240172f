import { setTimeout as sleep } from "node:timers/promises";

// After connections are closed, running statements and handlers get this long to end.
const restMs = 2_000;

/**
 * Waits for `drain` until the deadline. After it, calls `cut` and waits two seconds more. Calls `close` last. Failures are
 * logged.
 */
export async function stopWithin(
  deadlineMs: number,
  { drain, cut, close }: Record<"drain" | "cut" | "close", () => Promise<unknown> | unknown>,
  log: { error(line: object, message: string): void; warn(message: string): void },
): Promise<void> {
  const logged = (work: Promise<unknown>) =>
    work.catch((error) => log.error({ err: error }, "Stopping met an error"));
  const drained = logged((async () => drain())());
  if (!(await endsWithin(deadlineMs, drained))) {
    log.warn(`Requests or jobs were still running after ${deadlineMs / 1000} s: they were cut off`);
    await cut();
    await endsWithin(restMs, drained);
  }
  await endsWithin(restMs, logged((async () => close())()));
}

async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  const ended = await Promise.race([
    work.then(() => true),
    sleep(ms, false, { signal: late.signal }).catch(() => false),
  ]);
  late.abort();
  return ended;
}
