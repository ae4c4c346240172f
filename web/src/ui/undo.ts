import { texts } from "../texts/texts.ts";
import { notify } from "./toasts.tsx";

// More steps than people undo. Each step keeps the ids of the changed objects.
const stepsMax = 20;
let steps: { undo(): void }[] = [];

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

/** Undoes the last action. False if there is none. */
export function undoLast(): boolean {
  const last = steps.at(-1);
  last?.undo();
  return last !== undefined;
}

/** Clears all steps when the person changes. */
export const forgetUndo = (): void => {
  steps = [];
};
