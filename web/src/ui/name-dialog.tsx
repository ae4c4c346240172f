import { useState } from "react";
import { Dialog } from "./dialog.tsx";
import { DialogForm } from "./dialog-form.tsx";
import { TextField } from "./field.tsx";

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
  const submit = async () => {
    await onName(name.trim());
    onClose();
  };
  return (
    <DialogForm action={action} disabled={name.trim() === ""} onCancel={onClose} onSubmit={submit}>
      <TextField
        label={label}
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={200}
        autoComplete="off"
        required
        autoFocus
      />
    </DialogForm>
  );
}
