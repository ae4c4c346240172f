import { useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { invalidateAssets } from "../api/invalidate.ts";
import { texts } from "../texts/texts.ts";
import { Confirm } from "../ui/confirm.tsx";
import { notify } from "../ui/toasts.tsx";

const t = texts.trash;

/** Asks before permanently deleting a library's trash. */
export function EmptyTrash({
  organizationId,
  libraryId,
  name,
  found,
  open,
  onClose,
  onEmptied,
}: {
  organizationId: string;
  libraryId: string;
  /** The library's name. */
  name: string;
  found: number;
  open: boolean;
  onClose(): void;
  onEmptied(): void;
}) {
  const client = useQueryClient();
  const empty = async () => {
    const { count } = await call("emptyTrash", { organizationId, libraryId });
    onEmptied();
    await invalidateAssets(client);
    notify(t.purged(count, count));
  };
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={t.emptyTitle(found)}
      action={t.emptyIt(found)}
      onConfirm={empty}
    >
      {t.emptyLead(name)} {t.noWayBack}
    </Confirm>
  );
}
