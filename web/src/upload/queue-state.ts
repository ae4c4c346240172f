import { shared } from "../state/shared.ts";
import { copies, folderTags, onChange, queue } from "./queue.ts";
import { empty, type QueueState, summaryOf } from "./summary.ts";

// Smooth enough for a progress bar, and cheap.
const tickMs = 120;

interface UploadsState extends QueueState {
  /** The folders of the current uploads. */
  folders: readonly string[];
  /** Whether their names become tags. */
  tagsFolders: boolean;
  /** How many new copies of files that were already there. */
  copies: number;
}

const state = shared<UploadsState>({ ...empty, folders: [], tagsFolders: false, copies: 0 });
let ticking: ReturnType<typeof setTimeout> | undefined;

onChange(() => {
  if (ticking !== undefined) return;
  ticking = setTimeout(() => {
    ticking = undefined;
    state.set({
      ...summaryOf(queue),
      folders: folderTags.names,
      tagsFolders: folderTags.isWanted,
      copies: copies.count,
    });
  }, tickMs);
});

/** The current state of the queue, updated at a limited rate. */
export const useQueue = state.use;
export const queueState = state.get;
export const watchQueue = state.watch;
