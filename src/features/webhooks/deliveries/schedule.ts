const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The delay after each failed attempt: eleven attempts within 24 hours. */
export const retryDelaysMs: readonly number[] = [
  10 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  1 * hour,
  2 * hour,
  4 * hour,
  8 * hour,
  8 * hour,
];

/** The delay after so many failed attempts; undefined after the last. */
export const retryDelayMs = (failedAttempts: number): number | undefined => retryDelaysMs[failedAttempts - 1];
