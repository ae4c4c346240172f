import { type ReactNode, useState } from "react";
import { texts } from "../texts.ts";
import { Button } from "./button.tsx";
import { Dialog, DialogButtons } from "./dialog.tsx";
import { TextField } from "./field.tsx";
import { Problem } from "./states.tsx";

/** Asks before something that can't be undone. With `typed`, that text must be typed first. Stays open while it fails. */
export function Confirm({
  open,
  onClose,
  title,
  children,
  action,
  typed,
  onConfirm,
}: {
  open: boolean;
  onClose(): void;
  title: string;
  children?: ReactNode;
  /** What the button says. */
  action: string;
  typed?: string;
  onConfirm(): Promise<unknown>;
}) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const close = () => {
    setText("");
    setError(null);
    onClose();
  };
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      close();
    } catch (problem) {
      setError(problem as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={open} onClose={close} title={title} description={children}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
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
        {error && <Problem error={error} />}
        <DialogButtons>
          <Button onClick={close}>{texts.ui.cancel}</Button>
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
    </Dialog>
  );
}
