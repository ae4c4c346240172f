import { useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { readAssetsAgain } from "../api/read-again.ts";
import { texts } from "../texts.ts";
import { Confirm } from "../ui/confirm.tsx";
import { tell } from "../ui/toasts.tsx";

const said = texts.trash;

/** Asks before all of a library's trash goes for good. */
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
  /** The library's. */
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
    await readAssetsAgain(client);
    tell(said.purged(count, count));
  };
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={said.emptyTitle(found)}
      action={said.emptyIt(found)}
      onConfirm={empty}
    >
      {said.emptyLead(name)} {said.noWayBack}
    </Confirm>
  );
}
