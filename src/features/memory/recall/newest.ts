import type { History } from "./history.ts";
import type { Ranked } from "./rank.ts";

/** The eligible exchanges, newest first: the answer to filters without a question. */
export function newest(
  { count, time }: Pick<History, "count" | "time">,
  eligible: (ordinal: number) => boolean,
  limit: number,
): Ranked[] {
  return Array.from({ length: count }, (_, ordinal) => ordinal)
    .filter(eligible)
    .toSorted((a, b) => (time[b] ?? 0) - (time[a] ?? 0) || b - a)
    .slice(0, limit)
    .map((ordinal) => ({ ordinal, score: 0, matched: [] }));
}
