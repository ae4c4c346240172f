import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/call.ts";
import type { Output, Role } from "../../server/operations.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { Dialog, DialogButtons } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import { TextField } from "../../ui/field.tsx";
import { RoleChoice } from "./role-choice.tsx";

const t = texts.members;

export const invitationLink = (id: string): string => `${location.origin}/invitations/${id}`;

/** Invites somebody by email, then shows whether it was sent, and the link to share. */
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
  const queryClient = useQueryClient();
  const invite = async () => {
    const invited = await call("inviteMember", { organizationId, email: email.trim(), role });
    onInvited(invited);
    await queryClient.invalidateQueries({ queryKey: ["listInvitations"] });
  };
  return (
    <Dialog open onClose={onClose} title={t.inviteTitle} description={t.inviteLead}>
      <DialogForm action={t.send} onCancel={onClose} onSubmit={invite}>
        <div className="grid gap-4">
          <TextField
            label={t.email}
            type="email"
            autoComplete="off"
            maxLength={254}
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <RoleChoice role={role} onRole={setRole} />
        </div>
      </DialogForm>
    </Dialog>
  );
}

const toldOf = { sent: t.mailSent, kept: t.mailKept, failed: t.mailFailed };

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
      title={t.invitedTitle}
      description={<span className="wrap-anywhere">{toldOf[mail](email)}</span>}
    >
      <Code label={t.link} text={invitationLink(id)} />
      <DialogButtons>
        <Button onClick={onAnother}>{t.another}</Button>
        <Button look="main" onClick={onClose}>
          {t.done}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
