import { shared } from "../state/shared.ts";
import { onChange, queue } from "./queue.ts";
import { empty, summaryOf } from "./summary.ts";

// Often enough to look alive, seldom enough to cost nothing.
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

/** The queue as it is now, at a rate that pages can follow. */
export const useQueue = state.use;
export const queueState = state.get;
export const watchQueue = state.watch;
