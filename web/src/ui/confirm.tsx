import { type FormEvent, type ReactNode, useState } from "react";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "./attempt.ts";
import { Button } from "./button.tsx";
import { Dialog, DialogButtons } from "./dialog.tsx";
import { TextField } from "./field.tsx";
import { Problem } from "./states.tsx";

interface Question {
  onClose(): void;
  /** The label of the button. */
  action: string;
  typed?: string;
  onConfirm(): Promise<unknown>;
}

/** Asks before an action that cannot be undone. With `typed`, that text must be typed first. Stays open on failure. */
export function Confirm({
  open,
  title,
  children,
  ...question
}: Question & { open: boolean; title: string; children?: ReactNode }) {
  return (
    <Dialog open={open} onClose={question.onClose} title={title} description={children}>
      <ConfirmForm {...question} />
    </Dialog>
  );
}

// A separate component, so that its state resets when the dialog closes.
function ConfirmForm({ onClose, action, typed, onConfirm }: Question) {
  const [text, setText] = useState("");
  const { busy, error, attempt } = useAttempt();
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await onConfirm();
      onClose();
    });
  };
  return (
    <form onSubmit={confirm}>
      {typed !== undefined && (
        <TextField
          label={texts.ui.typeToConfirm(typed)}
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      {error && <Problem error={error} />}
      <DialogButtons>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button
          type="submit"
          look="danger"
          busy={busy}
          disabled={typed !== undefined && text.trim() !== typed}
        >
          {action}
        </Button>
      </DialogButtons>
    </form>
  );
}
