import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import {
  addPasskey,
  canUsePasskeys,
  deletePasskey,
  listPasskeys,
  type Passkey,
  renamePasskey,
  sessionTooOld,
} from "../api/auth.ts";
import { Refused } from "../api/call.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { dayOf } from "../ui/format.ts";
import { NameDialog } from "../ui/name-dialog.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Skeleton } from "../ui/states.tsx";
import { notify } from "../ui/toasts.tsx";
import { Row, Rows } from "./list.tsx";
import { browserOf } from "./user-agent.ts";

const t = texts.account;
const passkeysQuery = { queryKey: ["passkeys"], queryFn: listPasskeys };

/** The account's passkeys. */
export function Passkeys() {
  const { data: passkeys, error, refetch } = useQuery(passkeysQuery);
  const queryClient = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [renaming, setRenaming] = useState<Passkey | null>(null);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const invalidate = () => queryClient.invalidateQueries({ queryKey: passkeysQuery.queryKey });
  const add = async (name: string) => {
    try {
      await addPasskey(name);
    } catch (problem) {
      if (problem instanceof Refused && problem.code === sessionTooOld) {
        throw new Refused(problem.code, t.signInAgain);
      }
      throw problem;
    }
    await invalidate();
    notify(t.passkeyAdded);
  };
  const remove = useMutation({
    mutationFn: (passkey: Passkey) => deletePasskey(passkey.id),
    onSettled: invalidate,
  });
  return (
    <Section
      title={t.passkeys}
      lead={t.passkeysLead}
      actions={
        canUsePasskeys() && (
          <Button small onClick={() => setAdding(true)}>
            <Plus size={15} aria-hidden />
            {t.addPasskey}
          </Button>
        )
      }
    >
      {!canUsePasskeys() && <p className="mb-3 text-dim">{t.noPasskeysHere}</p>}
      {error && !passkeys && <Failed error={error} onRetry={refetch} />}
      {!error && !passkeys && <Skeleton className="h-16" />}
      {passkeys?.length === 0 && <p className="text-dim">{t.noPasskeys}</p>}
      {passkeys && passkeys.length > 0 && (
        <PasskeyRows passkeys={passkeys} onRename={setRenaming} onRemove={setRemoving} />
      )}
      <NameDialog
        open={adding}
        onClose={() => setAdding(false)}
        title={t.addPasskey}
        hint={t.addPasskeyHint}
        label={t.passkeyName}
        action={t.addPasskey}
        initial={browserOf(navigator.userAgent)}
        onName={add}
      />
      {renaming && (
        <NameDialog
          open
          onClose={() => setRenaming(null)}
          title={t.renamePasskey}
          label={t.passkeyName}
          action={texts.ui.save}
          initial={renaming.name ?? ""}
          onName={async (name) => {
            await renamePasskey(renaming.id, name);
            await invalidate();
          }}
        />
      )}
      <Confirm
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={t.deletePasskey(removing?.name || t.unnamedPasskey)}
        action={t.delete}
        onConfirm={async () => removing && remove.mutateAsync(removing)}
      >
        {t.deletePasskeyLead}
      </Confirm>
    </Section>
  );
}

function PasskeyRows({
  passkeys,
  onRename,
  onRemove,
}: {
  passkeys: readonly Passkey[];
  onRename(passkey: Passkey): void;
  onRemove(passkey: Passkey): void;
}) {
  return (
    <Rows>
      {passkeys.map((passkey) => (
        <Row
          key={passkey.id}
          title={passkey.name || t.unnamedPasskey}
          about={passkey.createdAt && t.added(dayOf(Date.parse(passkey.createdAt)))}
        >
          <Button
            small
            aria-label={t.renameNamed(passkey.name || t.unnamedPasskey)}
            onClick={() => onRename(passkey)}
          >
            {t.rename}
          </Button>
          <Button
            small
            look="quiet"
            aria-label={t.deleteNamed(passkey.name || t.unnamedPasskey)}
            onClick={() => onRemove(passkey)}
          >
            {t.delete}
          </Button>
        </Row>
      ))}
    </Rows>
  );
}
