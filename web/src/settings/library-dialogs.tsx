import { useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import type { Library } from "../api/operations.ts";
import { texts } from "../texts.ts";
import { Confirm } from "../ui/confirm.tsx";
import { NameDialog } from "../ui/name-dialog.tsx";
import { tell } from "../ui/toasts.tsx";

const said = texts.settings;

interface Asked {
  organizationId: string;
  library: Library;
  onClose(): void;
}

export function RenameLibrary({ organizationId, library, onClose }: Asked) {
  const queryClient = useQueryClient();
  return (
    <NameDialog
      open
      onClose={onClose}
      title={said.renameLibrary}
      label={said.name}
      action={said.rename}
      initial={library.name ?? library.id}
      onName={async (name) => {
        await call("renameLibrary", { organizationId, libraryId: library.id, name });
        await queryClient.invalidateQueries({ queryKey: ["listLibraries"] });
      }}
    />
  );
}

export function DeleteLibrary({ organizationId, library, onClose }: Asked) {
  const queryClient = useQueryClient();
  const { id, name, assetsCount } = library;
  return (
    <Confirm
      open
      onClose={onClose}
      title={said.deleteLibraryTitle(name ?? id)}
      action={said.deleteLibrary}
      typed={id}
      onConfirm={async () => {
        await call("deleteLibrary", { organizationId, libraryId: id, confirm: id });
        tell(said.libraryDeleted(name ?? id));
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: ["listLibraries"] }),
          queryClient.invalidateQueries({ queryKey: ["getUsage"] }),
          queryClient.invalidateQueries({ queryKey: ["listKeys"] }),
        ]);
      }}
    >
      {said.deleteLibraryLead(said.files(assetsCount))}
    </Confirm>
  );
}
