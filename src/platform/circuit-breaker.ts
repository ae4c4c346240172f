import type { Clock } from "./clock.ts";

/** Stops calls to a service that keeps failing, so that nobody waits for it. */
export interface CircuitBreaker {
  /**
   * Runs the work, or throws `CircuitOpen` at once while the service is left alone. An error with `isOfInput` is no failure: the
   * service answered, and refuses this input only. After several of them `tryKnown` asks with an input that every working service
   * takes: one that refuses this too has failed.
   */
  run<T>(work: () => Promise<T>, tryKnown?: () => Promise<unknown>): Promise<T>;
  /** What the last call failed with. Undefined if it succeeded. */
  lastError(): Error | undefined;
}

/** The service failed several times in a row and is left alone for a while. */
export class CircuitOpen extends Error {
  override readonly name = "CircuitOpen";
}

/** After `failuresMax` failures in a row the service is left alone for `restMs`. Then one call tries it. */
export interface BreakerLimits {
  failuresMax: number;
  restMs: number;
}

export function openCircuitBreaker(
  clock: Pick<Clock, "elapsedMs">,
  { failuresMax, restMs }: BreakerLimits = { failuresMax: 3, restMs: 30_000 },
): CircuitBreaker {
  let failures = 0;
  let refusals = 0;
  let triedAgainAt = 0;
  let lastError: Error | undefined;
  const rest = () => {
    triedAgainAt = clock.elapsedMs() + restMs;
  };
  /** A service that was left alone must show that it works again. */
  async function refused(wasLeftAlone: boolean, tryKnown: () => Promise<unknown>): Promise<void> {
    refusals++;
    if (refusals < failuresMax && !wasLeftAlone) {
      failures = 0;
      return;
    }
    refusals = 0;
    failures = await tryKnown().then(
      () => 0,
      () => failuresMax,
    );
  }
  return {
    lastError: () => lastError,
    async run(work, tryKnown = async () => {}) {
      const wasLeftAlone = failures >= failuresMax;
      if (wasLeftAlone) {
        if (clock.elapsedMs() < triedAgainAt) throw new CircuitOpen("The service failed, and is left alone.");
        rest(); // others do not wait for the trial
      }
      try {
        const result = await work();
        failures = 0;
        refusals = 0;
        lastError = undefined;
        return result;
      } catch (error) {
        lastError = error as Error;
        if (isOfInput(lastError)) await refused(wasLeftAlone, tryKnown);
        else failures++;
        if (failures >= failuresMax) rest();
        throw error;
      }
    },
  };
}

const isOfInput = (error: Error & { isOfInput?: boolean }): boolean => error.isOfInput === true;
