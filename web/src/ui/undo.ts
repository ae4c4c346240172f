import { texts } from "../texts/texts.ts";
import { notify } from "./toasts.tsx";

// More steps than people undo. Each step keeps the ids of the changed objects.
const stepsMax = 20;
let steps: { undo(): void }[] = [];
let running: Promise<unknown>[] = [];

/** Shows a notice with an "Undo" button. Ctrl Z undoes the action also after the notice has gone. */
export function notifyUndoable(text: string, run: () => unknown): void {
  const undo = rememberUndo(() => {
    dismiss();
    void run();
  });
  const dismiss = notify(text, { label: texts.ui.undo, run: undo });
}

/** Records an undo step without a notice. Returns a function that undoes it once. */
export function rememberUndo(run: () => unknown): () => void {
  const step = {
    undo() {
      if (!steps.includes(step)) return;
      steps = steps.filter((one) => one !== step);
      void run();
    },
  };
  steps = [...steps.slice(1 - stepsMax), step];
  return step.undo;
}

/** Runs an action that records an undo step when it is done. Ctrl Z pressed before that undoes it afterwards. */
export async function runUndoable<T>(action: () => Promise<T>): Promise<T> {
  const run = action();
  running = [...running, run];
  try {
    return await run;
  } finally {
    running = running.filter((one) => one !== run);
  }
}

/** Undoes the last action, or the one that is still running as soon as it is done. False if there is none. */
export function undoLast(): boolean {
  const last = steps.at(-1);
  const unfinished = running.at(-1);
  if (!unfinished) {
    last?.undo();
    return last !== undefined;
  }
  const undoItsStep = () => {
    const latest = steps.at(-1);
    if (latest !== last) latest?.undo(); // an action that failed has no step
  };
  unfinished.then(undoItsStep, undoItsStep);
  return true;
}

/** Clears all steps when the person changes. */
export const forgetUndo = (): void => {
  steps = [];
};
