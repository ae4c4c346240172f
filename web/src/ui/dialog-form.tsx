import type { FormEvent, ReactNode } from "react";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "./attempt.ts";
import { Button } from "./button.tsx";
import { DialogButtons, DialogFooter } from "./dialog.tsx";
import { Problem } from "./states.tsx";

/** The form in a dialog, with its buttons. Shows why `onSubmit` failed, and submits once at a time. */
export function DialogForm({
  action,
  danger = false,
  disabled = false,
  pinned = false,
  note,
  onCancel,
  onSubmit,
  children,
}: {
  /** The label of the submit button. */
  action: string;
  danger?: boolean;
  disabled?: boolean;
  /** Keeps the buttons in view while a long form scrolls. */
  pinned?: boolean;
  /** A hint above the buttons. */
  note?: string | undefined;
  onCancel(): void;
  onSubmit(): Promise<void>;
  children?: ReactNode;
}) {
  const { busy, error, attempt } = useAttempt();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(onSubmit);
  };
  const end = (
    <>
      {note !== undefined && (
        <p role="status" className="text-sm text-dim">
          {note}
        </p>
      )}
      {error && <Problem error={error} />}
      <DialogButtons>
        <Button onClick={onCancel}>{texts.ui.cancel}</Button>
        <Button type="submit" look={danger ? "danger" : "main"} busy={busy} disabled={disabled}>
          {action}
        </Button>
      </DialogButtons>
    </>
  );
  return (
    <form onSubmit={submit}>
      {children}
      {pinned ? <DialogFooter>{end}</DialogFooter> : end}
    </form>
  );
}
