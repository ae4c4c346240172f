import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { call } from "../../api/call.ts";
import type { Library } from "../../server/operations.ts";
import { texts } from "../../texts/texts.ts";
import { useAttempt } from "../../ui/attempt.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { Dialog, DialogButtons, DialogFooter } from "../../ui/dialog.tsx";
import { Problem, Skeleton } from "../../ui/states.tsx";
import { notify } from "../../ui/toasts.tsx";
import { GrantsPicker } from "./grants-picker.tsx";
import { grantsAmong, type Key, type NewKey } from "./key.ts";
import { Part } from "./part.tsx";
import { ScopesPicker } from "./scopes-picker.tsx";

const t = texts.keys;

interface Asked {
  organizationId: string;
  apiKey: Key;
  onClose(): void;
}

/** Changes a key's access to libraries and memory. */
export function ChangeGrants({
  organizationId,
  apiKey: { id: keyId, name, libraries: before, scopes: scopesBefore },
  libraries,
  onClose,
}: Asked & { libraries: readonly Library[] | undefined }) {
  const [grants, setGrants] = useState(before);
  const [scopes, setScopes] = useState(scopesBefore);
  const { busy, error, attempt } = useAttempt();
  const queryClient = useQueryClient();
  const save = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      const granted = grantsAmong(libraries ?? [], grants);
      await call("grantKey", { organizationId, keyId, libraries: granted, scopes });
      await queryClient.invalidateQueries({ queryKey: ["listKeys"] });
      notify(t.changed(name));
      onClose();
    });
  };
  return (
    <Dialog open wide keep onClose={onClose} title={t.changeTitle(name)} description={t.changeLead}>
      <form onSubmit={save}>
        <div className="grid grid-cols-1 gap-6">
          <Part title={t.libraries} lead={t.librariesLead}>
            {libraries ? (
              <GrantsPicker libraries={libraries} grants={grants} onGrants={setGrants} />
            ) : (
              <Skeleton className="h-24" />
            )}
          </Part>
          <Part title={t.memory} lead={t.memoryLead}>
            <ScopesPicker chosen={scopes} onChosen={setScopes} />
          </Part>
        </div>
        <DialogFooter>
          {error && <Problem error={error} />}
          <DialogButtons>
            <Button onClick={onClose}>{texts.ui.cancel}</Button>
            <Button type="submit" look="main" busy={busy} disabled={!libraries}>
              {texts.ui.save}
            </Button>
          </DialogButtons>
        </DialogFooter>
      </form>
    </Dialog>
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
  const { busy, error, attempt } = useAttempt();
  const reveal = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => onRevealed((await call("revealKey", { organizationId, keyId })).apiKey));
  };
  return (
    <Dialog open onClose={onClose} title={t.revealTitle(name)} description={t.revealLead}>
      <form onSubmit={reveal}>
        {error && <Problem error={error} />}
        <DialogButtons>
          <Button onClick={onClose}>{texts.ui.cancel}</Button>
          <Button type="submit" look="main" busy={busy}>
            {t.reveal}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
