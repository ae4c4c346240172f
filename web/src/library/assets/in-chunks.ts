import { Refused } from "../../api/call.ts";

export interface Outcome {
  done: string[];
  failed: string[];
  /** The reason, if anything failed. */
  error: Error | null;
}

const idsMax = 100;

/**
 * Runs an operation on many assets in chunks of the size of one call. Skips assets that no longer exist. Any other error
 * stops it. Returns what was done. While chunks wait, the browser asks before the page is left: only the call that runs
 * outlives it.
 */
export async function inChunks(
  ids: readonly string[],
  work: (ids: string[]) => Promise<unknown>,
): Promise<Outcome> {
  const outcome: Outcome = { done: [], failed: [], error: null };
  const waiting: string[][] = [];
  for (let at = 0; at < ids.length; at += idsMax) waiting.push(ids.slice(at, at + idsMax));
  const ask = (event: BeforeUnloadEvent) => waiting.length > 0 && event.preventDefault();
  addEventListener("beforeunload", ask);
  for (let chunk = waiting.shift(); chunk; chunk = waiting.shift()) {
    try {
      await work(chunk);
      outcome.done.push(...chunk);
    } catch (error) {
      const oneIsGone = error instanceof Refused && error.code === "RESOURCE_NOT_FOUND";
      if (oneIsGone && chunk.length > 1) {
        const middle = chunk.length >> 1;
        waiting.unshift(chunk.slice(0, middle), chunk.slice(middle));
        continue;
      }
      outcome.error = error as Error;
      outcome.failed.push(...chunk);
      if (!oneIsGone) {
        outcome.failed.push(...waiting.flat());
        break;
      }
    }
  }
  removeEventListener("beforeunload", ask);
  return outcome;
}
