import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import { accountQuery } from "../../session/session.ts";
import { texts } from "../../texts/texts.ts";
import { useAttempt } from "../../ui/attempt.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { Dialog, DialogButtons } from "../../ui/dialog.tsx";
import { Problem } from "../../ui/states.tsx";
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
  const { busy, error, attempt } = useAttempt();
  const queryClient = useQueryClient();
  const save = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await call("changeMemberRole", { organizationId, accountId, role });
      await queryClient.invalidateQueries({ queryKey: asking("listMembers", { organizationId }).queryKey });
      notify(t.roleChanged(name || email, t.roles[role]));
      onClose();
      if (isYou) await queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
    });
  };
  return (
    <Dialog open onClose={onClose} title={t.changeRoleOf(name || email)}>
      <form onSubmit={save}>
        <RoleChoice role={role} onRole={setRole} />
        {isYou && member.role === "owner" && role !== "owner" && (
          <p role="status" className="mt-3 rounded-lg bg-danger-wash px-3 py-2 text-danger">
            {t.demoteYourself}
          </p>
        )}
        {error && <Problem error={error} />}
        <DialogButtons>
          <Button onClick={onClose}>{texts.ui.cancel}</Button>
          <Button type="submit" look="main" busy={busy} disabled={role === member.role}>
            {t.changeRole}
          </Button>
        </DialogButtons>
      </form>
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
