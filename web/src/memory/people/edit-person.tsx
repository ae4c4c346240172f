import { useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import { TextField } from "../../ui/field.tsx";
import { notify } from "../../ui/toasts.tsx";
import type { User } from "./person.ts";

const t = memoryTexts;

/** Changes a person's name and the agents' reference. */
export function EditPerson({ organizationId, user }: { organizationId: string; user: User }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Pencil size={16} aria-hidden />
        {t.edit}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.editTitle}>
        <EditForm organizationId={organizationId} user={user} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function EditForm({ organizationId, user, onDone }: { organizationId: string; user: User; onDone(): void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(user.display_name ?? "");
  const [reference, setReference] = useState(user.external_ref ?? "");
  const save = async () => {
    const changed = await call(
      "updateUser",
      {
        user_id: user.user_id,
        display_name: name.trim() || null,
        // Sent only if changed, because agents find the person by it.
        ...(reference !== (user.external_ref ?? "") && { external_ref: reference.trim() || null }),
      },
      { organizationId },
    );
    queryClient.setQueryData(asking("getUser", { user_id: user.user_id }, organizationId).queryKey, changed);
    void queryClient.invalidateQueries({ queryKey: ["browseUsers"] });
    notify(t.saved);
    onDone();
  };
  return (
    <DialogForm action={texts.ui.save} onCancel={onDone} onSubmit={save}>
      <div className="grid gap-4">
        <TextField
          label={t.displayName}
          hint={t.displayNameHint}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={512}
          autoComplete="off"
        />
        <TextField
          label={t.externalRef}
          hint={t.externalRefHint}
          value={reference}
          onChange={(event) => setReference(event.target.value)}
          maxLength={512}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
    </DialogForm>
  );
}
