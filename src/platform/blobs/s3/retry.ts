import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from "@smithy/types";
import { nameOfError, statusOf } from "./errors.ts";

const pauseMs = 100;
const pauseMsMax = 2_000;
// Damaged on its way, says the store.
const damaged = new Set(["BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody"]);

/**
 * Tries each request so many times. The SDK's own strategy gives up sooner when many fail, and never sends again what was
 * damaged on its way.
 */
export function retrying(attemptsMax: number): RetryStrategyV2 {
  const token = (retries: number): RetryToken => ({
    getRetryCount: () => retries,
    // Not all at the same time.
    getRetryDelay: () =>
      retries === 0 ? 0 : Math.min(pauseMs * 4 ** (retries - 1), pauseMsMax) * (0.5 + Math.random() / 2),
  });
  return {
    acquireInitialRetryToken: async () => token(0),
    async refreshRetryTokenForRetry(before, failed) {
      const retries = before.getRetryCount() + 1;
      if (retries >= attemptsMax || !mayHelp(failed)) throw failed.error;
      return token(retries);
    },
    recordSuccess() {},
  };
}

// 501: the store has no such request.
const mayHelp = ({ errorType, error }: RetryErrorInfo): boolean =>
  (errorType !== "CLIENT_ERROR" && statusOf(error) !== 501) || damaged.has(nameOfError(error));
