import type { Layout } from "./history.ts";

/**
 * How near each exchange is to the start of its session: 1 for the first, less and less for later ones. People open a chat with
 * what is new, and then ask about it. Writes to `openings`.
 */
export function sessionOpenings({ previous }: Layout, openings: Float32Array): Float32Array {
  for (let i = 0; i < openings.length; i++) {
    const before = previous[i] ?? -1;
    openings[i] = before < 0 ? 1 : FADES * (openings[before] ?? 0);
  }
  return openings;
}

// By a third after four exchanges and by two thirds after eleven.
const FADES = Math.exp(-1 / 10);
