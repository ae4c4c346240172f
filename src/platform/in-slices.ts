import { setImmediate } from "node:timers/promises";

// What other requests wait for at most, when no single step takes longer.
const sliceMs = 10;

/** Work that yields between steps. */
export type Steps<T> = Generator<void, T>;

/** Does the work in slices, between which other requests have their turn. Short work is done at once. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (let startedAt = performance.now(); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - startedAt < sliceMs) continue;
    await setImmediate();
    startedAt = performance.now();
  }
}

/** Does the work in one go. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
