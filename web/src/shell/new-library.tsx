import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call } from "../api/call.ts";
import { texts } from "../texts.ts";
import { NameDialog } from "../ui/name-dialog.tsx";

const said = texts.shell;

export function NewLibrary({
  organizationId,
  open,
  onClose,
}: {
  organizationId: string;
  open: boolean;
  onClose(): void;
}) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (
    <NameDialog
      open={open}
      onClose={onClose}
      title={said.newLibrary}
      hint={said.newLibraryHint}
      label={said.libraryName}
      action={said.createLibrary}
      onName={async (name) => {
        const { id } = await call("createLibrary", { organizationId, name });
        await queryClient.invalidateQueries({ queryKey: ["listLibraries"] });
        await navigate({ to: "/app/$organizationId/$libraryId", params: { organizationId, libraryId: id } });
      }}
    />
  );
}
