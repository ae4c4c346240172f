import { texts } from "../texts/texts.ts";
import { notify } from "./toasts.tsx";

// As many steps back as anyone goes; each holds the ids of what it changed.
const stepsMax = 20;
let steps: { undo(): void }[] = [];

/** Tells what was done, with a way back: by the notice's button, and by Ctrl+Z long after it has gone. */
export function notifyUndoable(text: string, run: () => unknown): void {
  const undo = rememberUndo(() => {
    dismiss();
    void run();
  });
  const dismiss = notify(text, { label: texts.ui.undo, run: undo });
}

/** Remembers how to take back what the page shows by itself. Answers what does so, once. */
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

/** Takes back what was done last; false when there is nothing. */
export function undoLast(): boolean {
  const last = steps.at(-1);
  last?.undo();
  return last !== undefined;
}

/** What one person did is not for the next to take back. */
export const forgetUndo = (): void => {
  steps = [];
};
