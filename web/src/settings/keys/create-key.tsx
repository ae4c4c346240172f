import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/call.ts";
import type { Library } from "../../server/operations.ts";
import { keyTexts } from "../../texts/keys.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import { TextField } from "../../ui/field.tsx";
import { type Expiry, endOf } from "./expiry.ts";
import { ExpiryFields } from "./expiry-fields.tsx";
import type { NewKey } from "./key.ts";
import { type Access, inputOf, KeyAccess, reachesNothing } from "./key-access.tsx";

const t = keyTexts;

/** Creates a key with a name, access and expiry. */
export function CreateKey({
  organizationId,
  libraries,
  onClose,
  onCreated,
}: {
  organizationId: string;
  libraries: readonly Library[] | undefined;
  onClose(): void;
  onCreated(key: NewKey): void;
}) {
  const only = libraries?.length === 1 ? libraries[0] : undefined;
  const [name, setName] = useState("");
  const [access, setAccess] = useState<Access>({
    grants: only ? { [only.id]: "write" } : {},
    everywhere: "none",
    scopes: [],
  });
  const [expiry, setExpiry] = useState<Expiry>("never");
  const [day, setDay] = useState("");
  const queryClient = useQueryClient();
  const expiresAt = endOf(expiry, day);
  const create = async () => {
    if (expiresAt === null) return;
    const key = await call("createKey", {
      organizationId,
      name: name.trim(),
      ...inputOf(access, libraries),
      ...(expiresAt !== undefined && { expiresAt }),
    });
    onCreated(key);
    await queryClient.invalidateQueries({ queryKey: ["listKeys"] });
  };
  return (
    <Dialog open wide keep onClose={onClose} title={t.createTitle}>
      <DialogForm
        pinned
        action={t.create}
        disabled={name.trim() === "" || expiresAt === null}
        note={reachesNothing(access) && name.trim() !== "" ? t.reachesNothing : undefined}
        onCancel={onClose}
        onSubmit={create}
      >
        <div className="grid grid-cols-1 gap-6">
          <TextField
            label={t.name}
            hint={t.nameHint}
            maxLength={100}
            autoComplete="off"
            required
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <KeyAccess libraries={libraries} access={access} onAccess={setAccess} />
          <ExpiryFields expiry={expiry} onExpiry={setExpiry} day={day} onDay={setDay} />
        </div>
      </DialogForm>
    </Dialog>
  );
}
