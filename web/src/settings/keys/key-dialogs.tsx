import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { call } from "../../api/call.ts";
import type { Library } from "../../server/operations.ts";
import { keyTexts } from "../../texts/keys.ts";
import { texts } from "../../texts/texts.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import { NameDialog } from "../../ui/name-dialog.tsx";
import { notify } from "../../ui/toasts.tsx";
import type { Key, NewKey } from "./key.ts";
import { type Access, inputOf, KeyAccess } from "./key-access.tsx";

const t = keyTexts;

interface Asked {
  organizationId: string;
  apiKey: Key;
  onClose(): void;
}

/** Changes a key's access to libraries and memory. */
export function ChangeGrants({
  organizationId,
  apiKey: { id: keyId, name, libraries: grants, allLibraries, scopes },
  libraries,
  onClose,
}: Asked & { libraries: readonly Library[] | undefined }) {
  const [access, setAccess] = useState<Access>({ grants, everywhere: allLibraries ?? "none", scopes });
  const queryClient = useQueryClient();
  const save = async () => {
    await call("grantKey", { organizationId, keyId, ...inputOf(access, libraries) });
    await queryClient.invalidateQueries({ queryKey: ["listKeys"] });
    notify(t.changed(name));
    onClose();
  };
  return (
    <Dialog open wide keep onClose={onClose} title={t.changeTitle(name)} description={t.changeLead}>
      <DialogForm pinned action={texts.ui.save} disabled={!libraries} onCancel={onClose} onSubmit={save}>
        <div className="grid grid-cols-1 gap-6">
          <KeyAccess libraries={libraries} access={access} onAccess={setAccess} />
        </div>
      </DialogForm>
    </Dialog>
  );
}

export function RenameKey({ organizationId, apiKey: { id: keyId, name: before }, onClose }: Asked) {
  const queryClient = useQueryClient();
  const rename = async (name: string) => {
    await call("renameKey", { organizationId, keyId, name });
    await queryClient.invalidateQueries({ queryKey: ["listKeys"] });
    notify(t.renamed(name));
  };
  return (
    <NameDialog
      open
      onClose={onClose}
      title={t.renameTitle(before)}
      label={t.name}
      action={t.rename}
      initial={before}
      onName={rename}
    />
  );
}

export function RegenerateKey({
  organizationId,
  apiKey: { id: keyId, name },
  onClose,
  onRegenerated,
}: Asked & { onRegenerated(key: NewKey): void }) {
  const queryClient = useQueryClient();
  // Shown after this dialog has closed.
  const regenerated = useRef<NewKey>(null);
  return (
    <Confirm
      open
      onClose={() => (regenerated.current ? onRegenerated(regenerated.current) : onClose())}
      title={t.regenerateTitle(name)}
      action={t.regenerate}
      onConfirm={async () => {
        regenerated.current = await call("regenerateKey", { organizationId, keyId });
        void queryClient.invalidateQueries({ queryKey: ["listKeys"] });
      }}
    >
      {t.regenerateLead}
    </Confirm>
  );
}

export function DeleteKey({ organizationId, apiKey: { id: keyId, name }, onClose }: Asked) {
  const queryClient = useQueryClient();
  return (
    <Confirm
      open
      onClose={onClose}
      title={t.removeTitle(name)}
      action={t.remove}
      typed={name}
      onConfirm={async () => {
        try {
          await call("deleteKey", { organizationId, keyId });
          notify(t.removed(name));
        } finally {
          await queryClient.invalidateQueries({ queryKey: ["listKeys"] });
        }
      }}
    >
      {t.removeLead}
    </Confirm>
  );
}

/** Fetches the secret only on request, because the audit log records it. */
export function RevealKey({
  organizationId,
  apiKey: { id: keyId, name },
  onClose,
  onRevealed,
}: Asked & { onRevealed(apiKey: string): void }) {
  const reveal = async () => onRevealed((await call("revealKey", { organizationId, keyId })).apiKey);
  return (
    <Dialog open onClose={onClose} title={t.revealTitle(name)} description={t.revealLead}>
      <DialogForm action={t.reveal} onCancel={onClose} onSubmit={reveal} />
    </Dialog>
  );
}
