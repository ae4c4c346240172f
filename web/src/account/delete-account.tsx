import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { signOut } from "../api/auth.ts";
import { call } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import type { Account } from "../server/operations.ts";
import { forgetPerson } from "../session/session.ts";
import { notifyOtherTabs } from "../session/tab-news.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { DialogForm } from "../ui/dialog-form.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Card } from "../ui/page.tsx";
import { Failed, Skeleton } from "../ui/states.tsx";
import { notify } from "../ui/toasts.tsx";

const t = texts.account;

/** Deletes the account, after the choice of what happens to organizations that it alone owns. */
export function DeleteAccount({ account }: { account: Account }) {
  const [asked, setAsked] = useState(false);
  const close = () => setAsked(false);
  return (
    <section>
      <Card className="flex flex-wrap items-center justify-between gap-4 border-danger">
        <div className="min-w-52 flex-1">
          <h2 className="font-semibold">{t.deletion}</h2>
          <p className="text-sm text-dim">{t.deletionLead}</p>
        </div>
        <Button look="danger" onClick={() => setAsked(true)}>
          <Trash2 size={16} aria-hidden />
          {t.deletionAction}
        </Button>
      </Card>
      <Dialog open={asked} onClose={close} title={t.deletionTitle} description={t.deletionLead}>
        <Question email={account.email} onClose={close} />
      </Dialog>
    </section>
  );
}

/** Reads what the deletion takes each time that the dialog opens. */
function Question({ email, onClose }: { email: string; onClose(): void }) {
  const { data, error, refetch } = useQuery({ ...asking("getAccountDeletion", {}), gcTime: 0, staleTime: 0 });
  if (error) return <Failed error={error} onRetry={refetch} />;
  if (!data) return <Skeleton className="h-32" />;
  if (!data.isFresh) return <SignInAgain onClose={onClose} />;
  return <DeletionForm email={email} organizations={data.organizations} onClose={onClose} />;
}

function SignInAgain({ onClose }: { onClose(): void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut();
    notifyOtherTabs("signed-out");
    forgetPerson(queryClient);
    await navigate({ to: "/sign-in", search: { to: "/account" } });
  };
  return (
    <DialogForm action={t.signInAgainAction} onCancel={onClose} onSubmit={leave}>
      <p>{t.deletionStale}</p>
    </DialogForm>
  );
}

interface Owned {
  id: string;
  name: string;
  members: readonly { accountId: string; name: string; email: string }[];
}

// No account has this id.
const toDelete = "delete";

function DeletionForm({
  email,
  organizations,
  onClose,
}: {
  email: string;
  organizations: readonly Owned[];
  onClose(): void;
}) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const isDecided = organizations.every(({ id }) => chosen[id]);
  const remove = async () => {
    const decisions = organizations.map(({ id }) => ({
      organizationId: id,
      newOwner: chosen[id] === toDelete ? null : (chosen[id] ?? null),
    }));
    await call("deleteAccount", { confirm: email, organizations: decisions });
    notifyOtherTabs("signed-out");
    forgetPerson(queryClient);
    await navigate({ to: "/sign-in" });
    notify(t.deleted);
  };
  return (
    <DialogForm
      danger
      action={t.deletionAction}
      disabled={typed.trim().toLowerCase() !== email || !isDecided}
      onCancel={onClose}
      onSubmit={remove}
    >
      <div className="grid gap-4">
        {organizations.length > 0 && <p>{t.onlyOwner}</p>}
        {organizations.map(({ id, name, members }) => (
          <SelectField
            key={id}
            label={name}
            value={chosen[id] ?? ""}
            onChange={({ target }) => setChosen({ ...chosen, [id]: target.value })}
          >
            <option value="">{t.choose}</option>
            {members.map((member) => (
              <option key={member.accountId} value={member.accountId}>
                {t.handOver(member.name, member.email)}
              </option>
            ))}
            <option value={toDelete}>{t.deleteToo}</option>
          </SelectField>
        ))}
        <TextField
          label={texts.ui.typeToConfirm(email)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
    </DialogForm>
  );
}
