import { type ReactNode, useState } from "react";
import { texts } from "../texts/texts.ts";
import { Dialog } from "./dialog.tsx";
import { DialogForm } from "./dialog-form.tsx";
import { TextField } from "./field.tsx";

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
  const confirm = async () => {
    await onConfirm();
    onClose();
  };
  return (
    <DialogForm
      danger
      action={action}
      disabled={typed !== undefined && text.trim() !== typed}
      onCancel={onClose}
      onSubmit={confirm}
    >
      {typed !== undefined && (
        <TextField
          label={texts.ui.typeToConfirm(typed)}
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </DialogForm>
  );
}
