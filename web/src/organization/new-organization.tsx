import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call } from "../api/call.ts";
import { accountQuery } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { NameDialog } from "../ui/name-dialog.tsx";

const t = texts.shell;

export function NewOrganization({ open, onClose }: { open: boolean; onClose(): void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (
    <NameDialog
      open={open}
      onClose={onClose}
      title={t.newOrganization}
      hint={t.newOrganizationHint}
      label={t.organizationName}
      action={t.createOrganization}
      onName={async (name) => {
        const { id } = await call("createMyOrganization", { name });
        await queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
        await navigate({ to: "/app/$organizationId", params: { organizationId: id } });
      }}
    />
  );
}
