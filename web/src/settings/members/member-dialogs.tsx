import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import { accountQuery } from "../../session/session.ts";
import { texts } from "../../texts/texts.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import { notify } from "../../ui/toasts.tsx";
import type { Member } from "./member.ts";
import { RoleChoice } from "./role-choice.tsx";

const t = texts.members;

interface Asked {
  organizationId: string;
  member: Member;
  onClose(): void;
}

export function ChangeRole({ organizationId, member, isYou, onClose }: Asked & { isYou: boolean }) {
  const { accountId, name, email } = member;
  const [role, setRole] = useState(member.role);
  const queryClient = useQueryClient();
  const save = async () => {
    await call("changeMemberRole", { organizationId, accountId, role });
    await queryClient.invalidateQueries({ queryKey: asking("listMembers", { organizationId }).queryKey });
    notify(t.roleChanged(name || email, t.roles[role]));
    onClose();
    if (isYou) await queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
  };
  return (
    <Dialog open onClose={onClose} title={t.changeRoleOf(name || email)}>
      <DialogForm action={t.changeRole} disabled={role === member.role} onCancel={onClose} onSubmit={save}>
        <RoleChoice role={role} onRole={setRole} />
        {isYou && member.role === "owner" && role !== "owner" && (
          <p role="status" className="mt-3 rounded-lg bg-danger-wash px-3 py-2 text-danger">
            {t.demoteYourself}
          </p>
        )}
      </DialogForm>
    </Dialog>
  );
}

export function RemoveMember({ organizationId, member: { accountId, name, email }, onClose }: Asked) {
  const queryClient = useQueryClient();
  const called = name || email;
  return (
    <Confirm
      open
      onClose={onClose}
      title={t.removeTitle(called)}
      action={t.remove}
      onConfirm={async () => {
        try {
          await call("removeMember", { organizationId, accountId });
          notify(t.removed(called));
        } finally {
          await queryClient.invalidateQueries({ queryKey: ["listMembers"] });
        }
      }}
    >
      {t.removeLead}
    </Confirm>
  );
}
