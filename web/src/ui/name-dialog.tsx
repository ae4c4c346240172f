import { type FormEvent, useState } from "react";
import { texts } from "../texts.ts";
import { useAttempt } from "./attempt.ts";
import { Button } from "./button.tsx";
import { Dialog, DialogButtons } from "./dialog.tsx";
import { TextField } from "./field.tsx";
import { Problem } from "./states.tsx";

/** Asks for a name, and does something with it; stays open while that fails. */
export function NameDialog({
  open,
  onClose,
  title,
  hint,
  label,
  action,
  initial = "",
  onName,
}: {
  open: boolean;
  onClose(): void;
  title: string;
  hint?: string;
  label: string;
  action: string;
  initial?: string;
  onName(name: string): Promise<unknown>;
}) {
  const [name, setName] = useState(initial);
  const { busy, error, attempt } = useAttempt();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt(async () => {
      await onName(name.trim());
      setName(initial);
      onClose();
    });
  };
  return (
    <Dialog open={open} onClose={onClose} title={title} description={hint}>
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
    </Dialog>
  );
}
