import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asking } from "../../api/queries.ts";
import { texts } from "../../texts/texts.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import { Problem, Skeleton } from "../../ui/states.tsx";
import { moveAssets, type Place } from "../assets/change-assets.ts";

const t = texts.library;

/** Moves assets to another library of the organization. Calls `onMoved` with the moved ones, if there are any. */
export function MoveDialog({
  place: { organizationId, libraryId },
  assetIds,
  onClose,
  onMoved,
}: {
  place: Place;
  assetIds: readonly string[];
  onClose(): void;
  onMoved(moved: readonly string[]): void;
}) {
  const client = useQueryClient();
  const { data: libraries, error: unread } = useQuery({
    ...asking("listLibraries", { organizationId }),
    // Others may have created libraries.
    refetchOnMount: "always",
  });
  const others = libraries?.filter(({ id }) => id !== libraryId);
  const [target, setTarget] = useState<string | null>(null);
  const submit = async () => {
    const library = others?.find(({ id }) => id === target);
    if (!library) return;
    const name = library.name ?? library.id;
    const to = { id: library.id, name };
    const outcome = await moveAssets(client, { organizationId, libraryId }, to, assetIds);
    onMoved(outcome.done);
  };
  return (
    <Dialog open onClose={onClose} title={t.moveTitle(assetIds.length)} description={t.moveHint}>
      <DialogForm action={t.moveAction} disabled={target === null} onCancel={onClose} onSubmit={submit}>
        <fieldset>
          <legend className="sr-only">{t.moveTo}</legend>
          {!others && (unread ? <Problem error={unread} /> : <Skeleton className="h-20" />)}
          {others?.length === 0 && <p>{t.noOtherLibrary}</p>}
          <ul className="max-h-72 overflow-y-auto">
            {others?.map(({ id, name }) => (
              <li key={id}>
                <label className="flex min-h-10 cursor-pointer items-center gap-2.5 rounded-lg px-2 hover:bg-wash">
                  <input
                    type="radio"
                    name="library"
                    className="size-4 shrink-0 accent-accent"
                    checked={target === id}
                    onChange={() => setTarget(id)}
                  />
                  <span dir="auto" className="min-w-0 truncate">
                    {name ?? id}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      </DialogForm>
    </Dialog>
  );
}
