import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call } from "../api/call.ts";
import { accountQuery } from "../session.ts";
import { texts } from "../texts.ts";
import { NameDialog } from "../ui/name-dialog.tsx";

const said = texts.shell;

export function NewOrganization({ open, onClose }: { open: boolean; onClose(): void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (
    <NameDialog
      open={open}
      onClose={onClose}
      title={said.newOrganization}
      hint={said.newOrganizationHint}
      label={said.organizationName}
      action={said.createOrganization}
      onName={async (name) => {
        const { id } = await call("createMyOrganization", { name });
        await queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
        await navigate({ to: "/app/$organizationId", params: { organizationId: id } });
      }}
    />
  );
}
