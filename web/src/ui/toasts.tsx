import { X } from "lucide-react";
import { shared } from "../state/shared.ts";
import { texts } from "../texts/texts.ts";
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
const shownMax = 3;

const toasts = shared<readonly Toast[]>([]);
let lastId = 0;

const dismiss = (id: number) => toasts.set(toasts.get().filter((toast) => toast.id !== id));

/** Dismisses a notice after a while, but not while a notice is hovered or focused. */
function dismissLater(id: number) {
  setTimeout(() => {
    if (document.querySelector("[data-notices]")?.matches(":hover, :focus-within")) dismissLater(id);
    else dismiss(id);
  }, shownMs);
}

function show(toast: Omit<Toast, "id">) {
  const id = ++lastId;
  toasts.set([...toasts.get().slice(1 - shownMax), { id, ...toast }]);
  dismissLater(id);
  return () => dismiss(id);
}

/** Shows a notice at the lower edge for a few seconds, with an optional action. Returns a function that removes it. */
export const notify = (text: string, action?: Toast["action"]) => show({ text, problem: false, action });

/** Shows an error as a notice. */
export const notifyProblem = (error: unknown) => show({ text: sentenceOf(error), problem: true });

export function Toasts() {
  const shown = toasts.use();
  return (
    <section
      data-notices
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
