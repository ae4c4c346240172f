import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call } from "../api/call.ts";
import { texts } from "../texts/texts.ts";
import { NameDialog } from "../ui/name-dialog.tsx";

const t = texts.shell;

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
      title={t.newLibrary}
      hint={t.newLibraryHint}
      label={t.libraryName}
      action={t.createLibrary}
      onName={async (name) => {
        const { id } = await call("createLibrary", { organizationId, name });
        await queryClient.invalidateQueries({ queryKey: ["listLibraries"] });
        await navigate({ to: "/app/$organizationId/$libraryId", params: { organizationId, libraryId: id } });
      }}
    />
  );
}
