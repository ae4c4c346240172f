import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../api/call.ts";
import type { Output, Role } from "../api/operations.ts";
import { texts } from "../texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Problem } from "../ui/states.tsx";
import { RoleChoice } from "./role-choice.tsx";

const said = texts.members;

export const invitationLink = (id: string): string => `${location.origin}/invitations/${id}`;

/** Invites somebody by mail, then tells what became of the mail, with the link to pass on by hand. */
export function InviteDialog({ organizationId, onClose }: { organizationId: string; onClose(): void }) {
  const [invited, setInvited] = useState<Output<"inviteMember"> | null>(null);
  if (invited) return <Invited {...invited} onClose={onClose} onAnother={() => setInvited(null)} />;
  return <InviteForm organizationId={organizationId} onInvited={setInvited} onClose={onClose} />;
}

function InviteForm({
  organizationId,
  onInvited,
  onClose,
}: {
  organizationId: string;
  onInvited(invited: Output<"inviteMember">): void;
  onClose(): void;
}) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const { busy, error, attempt } = useAttempt();
  const queryClient = useQueryClient();
  const invite = (event: FormEvent) => {
    event.preventDefault();
    attempt(async () => {
      const invited = await call("inviteMember", { organizationId, email: email.trim(), role });
      onInvited(invited);
      await queryClient.invalidateQueries({ queryKey: ["listInvitations"] });
    });
  };
  return (
    <Dialog open onClose={onClose} title={said.inviteTitle} description={said.inviteLead}>
      <form onSubmit={invite} className="grid gap-4">
        <TextField
          label={said.email}
          type="email"
          autoComplete="off"
          maxLength={254}
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <RoleChoice role={role} onRole={setRole} />
        {error && <Problem error={error} className="mt-0" />}
        <DialogButtons>
          <Button onClick={onClose}>{texts.ui.cancel}</Button>
          <Button type="submit" look="main" busy={busy}>
            {said.send}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

const toldOf = { sent: said.mailSent, kept: said.mailKept, failed: said.mailFailed };

function Invited({
  id,
  email,
  mail,
  onClose,
  onAnother,
}: Output<"inviteMember"> & { onClose(): void; onAnother(): void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={said.invitedTitle}
      description={<span className="wrap-anywhere">{toldOf[mail](email)}</span>}
    >
      <Code label={said.link} text={invitationLink(id)} />
      <DialogButtons>
        <Button onClick={onAnother}>{said.another}</Button>
        <Button look="main" onClick={onClose}>
          {said.done}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
