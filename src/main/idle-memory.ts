import { releaseMemory } from "./v8.ts";

const lookEveryMs = 10_000;
// Shares of one core. A server that only polls for jobs uses about a hundredth.
const busyShare = 0.2;
const idleShare = 0.03;

/**
 * Gives memory back to the system once work has ended: V8 collects at allocations only, so that after a bulk upload it would
 * keep what it had at the peak. Takes some 60 ms, when nobody asks for anything.
 */
export function releaseMemoryWhenIdle(
  release: () => void = releaseMemory,
  everyMs = lookEveryMs,
): () => void {
  let wasBusy = false;
  let before = process.cpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    const share = (user + system) / 1000 / everyMs;
    if (share > busyShare) wasBusy = true;
    if (!wasBusy || share > idleShare) return;
    wasBusy = false;
    release();
    before = process.cpuUsage();
  }, everyMs).unref();
  return () => clearInterval(timer);
}
