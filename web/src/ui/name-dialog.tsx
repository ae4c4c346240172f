import { type FormEvent, useState } from "react";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "./attempt.ts";
import { Button } from "./button.tsx";
import { Dialog, DialogButtons } from "./dialog.tsx";
import { TextField } from "./field.tsx";
import { Problem } from "./states.tsx";

interface Naming {
  onClose(): void;
  label: string;
  action: string;
  /** The initial value of the field. */
  initial?: string;
  onName(name: string): Promise<unknown>;
}

/** Asks for a name and calls `onName`. Stays open on failure. */
export function NameDialog({
  open,
  title,
  hint,
  ...naming
}: Naming & { open: boolean; title: string; hint?: string }) {
  return (
    <Dialog open={open} onClose={naming.onClose} title={title} description={hint}>
      <NameForm {...naming} />
    </Dialog>
  );
}

// A separate component, so that its state resets each time the dialog opens.
function NameForm({ onClose, label, action, initial = "", onName }: Naming) {
  const [name, setName] = useState(initial);
  const { busy, error, attempt } = useAttempt();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await onName(name.trim());
      onClose();
    });
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label={label}
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={200}
        autoComplete="off"
        required
        autoFocus
      />
      {error && <Problem error={error} />}
      <DialogButtons>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button type="submit" look="main" busy={busy} disabled={name.trim() === ""}>
          {action}
        </Button>
      </DialogButtons>
    </form>
  );
}
