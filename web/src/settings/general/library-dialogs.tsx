import { useQueryClient } from "@tanstack/react-query";
import { call } from "../../api/call.ts";
import type { Library } from "../../server/operations.ts";
import { texts } from "../../texts/texts.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { NameDialog } from "../../ui/name-dialog.tsx";
import { notify } from "../../ui/toasts.tsx";

const t = texts.settings;

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
      title={t.renameLibrary}
      label={t.name}
      action={t.rename}
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
      title={t.deleteLibraryTitle(name ?? id)}
      action={t.deleteLibrary}
      typed={id}
      onConfirm={async () => {
        await call("deleteLibrary", { organizationId, libraryId: id, confirm: id });
        notify(t.libraryDeleted(name ?? id));
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: ["listLibraries"] }),
          queryClient.invalidateQueries({ queryKey: ["getUsage"] }),
          queryClient.invalidateQueries({ queryKey: ["listKeys"] }),
        ]);
      }}
    >
      {t.deleteLibraryLead(t.files(assetsCount))}
    </Confirm>
  );
}
