import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { texts } from "../texts.ts";
import { Button, IconButton } from "./button.tsx";
import { sentenceOf } from "./states.tsx";

interface Toast {
  id: number;
  text: string;
  problem: boolean;
  action?: { label: string; run(): void } | undefined;
}

// Long enough to reach for "Undo".
const shownMs = 8_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const watchers = new Set<() => void>();

function change(next: readonly Toast[]) {
  toasts = next;
  for (const watcher of watchers) watcher();
}

const dismiss = (id: number) => change(toasts.filter((toast) => toast.id !== id));

function show(toast: Omit<Toast, "id">) {
  const id = ++lastId;
  change([...toasts.slice(-2), { id, ...toast }]);
  setTimeout(() => dismiss(id), shownMs);
}

/** Tells what was done, at the lower edge, for a few seconds; `action` undoes it, say. */
export const tell = (text: string, action?: Toast["action"]) => show({ text, problem: false, action });

/** Tells what could not be done. */
export const tellProblem = (error: unknown) => show({ text: sentenceOf(error), problem: true });

export function Toasts() {
  const shown = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => toasts,
  );
  return (
    <section
      aria-label={texts.ui.notices}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-[calc(1rem+var(--covered-below,0px))] z-60 grid justify-items-center gap-2"
    >
      {shown.map(({ id, text, problem, action }) => (
        <div
          key={id}
          className="pointer-events-auto flex max-w-full items-center gap-3 rounded-xl border bg-raised py-2 pl-4 pr-2 shadow-lift animate-[appear_150ms]"
        >
          <span className={problem ? "text-danger" : ""}>{text}</span>
          {action && (
            <Button
              small
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton label={texts.ui.close} onClick={() => dismiss(id)} className="size-8">
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      ))}
    </section>
  );
}
