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
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { dayOf } from "../ui/format.ts";
import { NameDialog } from "../ui/name-dialog.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Skeleton } from "../ui/states.tsx";
import { tell } from "../ui/toasts.tsx";
import { Row, Rows } from "./list.tsx";
import { browserOf } from "./user-agent.ts";

const said = texts.account;
const passkeysQuery = { queryKey: ["passkeys"], queryFn: listPasskeys };

/** The account's passkeys: what signs in without a mail. */
export function Passkeys() {
  const { data: passkeys, error, refetch } = useQuery(passkeysQuery);
  const queryClient = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [renaming, setRenaming] = useState<Passkey | null>(null);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const readAgain = () => queryClient.invalidateQueries({ queryKey: passkeysQuery.queryKey });
  const add = async (name: string) => {
    try {
      await addPasskey(name);
    } catch (problem) {
      if (problem instanceof Refused && problem.code === sessionTooOld) {
        throw new Refused(problem.code, said.signInAgain);
      }
      throw problem;
    }
    await readAgain();
    tell(said.passkeyAdded);
  };
  const remove = useMutation({
    mutationFn: (passkey: Passkey) => deletePasskey(passkey.id),
    onSettled: readAgain,
  });
  return (
    <Section
      title={said.passkeys}
      lead={said.passkeysLead}
      actions={
        canUsePasskeys() && (
          <Button small onClick={() => setAdding(true)}>
            <Plus size={15} aria-hidden />
            {said.addPasskey}
          </Button>
        )
      }
    >
      {!canUsePasskeys() && <p className="mb-3 text-dim">{said.noPasskeysHere}</p>}
      {error && !passkeys && <Failed error={error} onRetry={refetch} />}
      {!error && !passkeys && <Skeleton className="h-16" />}
      {passkeys?.length === 0 && <p className="text-dim">{said.noPasskeys}</p>}
      {passkeys && passkeys.length > 0 && (
        <Rows>
          {passkeys.map((passkey) => (
            <Row
              key={passkey.id}
              title={passkey.name || said.unnamedPasskey}
              about={passkey.createdAt && said.added(dayOf(Date.parse(passkey.createdAt)))}
            >
              <Button
                small
                aria-label={said.renameNamed(passkey.name || said.unnamedPasskey)}
                onClick={() => setRenaming(passkey)}
              >
                {said.rename}
              </Button>
              <Button
                small
                look="quiet"
                aria-label={said.deleteNamed(passkey.name || said.unnamedPasskey)}
                onClick={() => setRemoving(passkey)}
              >
                {said.delete}
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      <NameDialog
        open={adding}
        onClose={() => setAdding(false)}
        title={said.addPasskey}
        hint={said.addPasskeyHint}
        label={said.passkeyName}
        action={said.addPasskey}
        initial={browserOf(navigator.userAgent)}
        onName={add}
      />
      {renaming && (
        <NameDialog
          open
          onClose={() => setRenaming(null)}
          title={said.renamePasskey}
          label={said.passkeyName}
          action={texts.ui.save}
          initial={renaming.name ?? ""}
          onName={async (name) => {
            await renamePasskey(renaming.id, name);
            await readAgain();
          }}
        />
      )}
      <Confirm
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={said.deletePasskey(removing?.name || said.unnamedPasskey)}
        action={said.delete}
        onConfirm={async () => removing && remove.mutateAsync(removing)}
      >
        {said.deletePasskeyLead}
      </Confirm>
    </Section>
  );
}
