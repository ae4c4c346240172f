import { shared } from "../state/shared.ts";
import { onChange, queue } from "./queue.ts";
import { empty, summaryOf } from "./summary.ts";

// Smooth enough for a progress bar, and cheap.
const tickMs = 120;

const state = shared(empty);
let ticking: ReturnType<typeof setTimeout> | undefined;

onChange(() => {
  if (ticking !== undefined) return;
  ticking = setTimeout(() => {
    ticking = undefined;
    state.set(summaryOf(queue));
  }, tickMs);
});

/** The current state of the queue, updated at a limited rate. */
export const useQueue = state.use;
export const queueState = state.get;
export const watchQueue = state.watch;
