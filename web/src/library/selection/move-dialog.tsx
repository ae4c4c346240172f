import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { call } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import { useRole } from "../../session/role.ts";
import { texts } from "../../texts/texts.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import { TextField } from "../../ui/field.tsx";
import { Problem, Skeleton } from "../../ui/states.tsx";
import { moveAssets, type Place } from "../assets/change-assets.ts";

const t = texts.library;
// No slug of a library has capitals.
const created = "NEW";

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
  const { isOwner } = useRole(organizationId);
  const [asked, setTarget] = useState<string | null>(null);
  const [newName, setNewName] = useState("");
  const only = others?.length === 1 ? others[0]?.id : undefined;
  const target = asked ?? only ?? (others?.length === 0 && isOwner ? created : null);
  const submit = async () => {
    const library =
      target === created
        ? await call("createLibrary", { organizationId, name: newName.trim() })
        : others?.find(({ id }) => id === target);
    if (!library) return;
    // If moving fails now, the new library is one of the others.
    if (target === created) {
      setTarget(library.id);
      await client.invalidateQueries({ queryKey: ["listLibraries"] });
    }
    const to = { id: library.id, name: library.name ?? library.id };
    const outcome = await moveAssets(client, { organizationId, libraryId }, to, assetIds);
    onMoved(outcome.done);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.moveTitle(assetIds.length)}
      description={t.moveHint(assetIds.length)}
    >
      <DialogForm
        action={t.moveAction}
        disabled={target === null || (target === created && newName.trim() === "")}
        onCancel={onClose}
        onSubmit={submit}
      >
        <fieldset>
          <legend className="sr-only">{t.moveTo}</legend>
          {!others && (unread ? <Problem error={unread} /> : <Skeleton className="h-20" />)}
          {others?.length === 0 && !isOwner && <p>{t.noOtherLibrary}</p>}
          <ul className="max-h-72 overflow-y-auto">
            {others?.map(({ id, name }) => (
              <Target key={id} checked={target === id} onChoose={() => setTarget(id)}>
                {name ?? id}
              </Target>
            ))}
            {others && isOwner && (
              <Target checked={target === created} onChoose={() => setTarget(created)}>
                {t.newLibrary}
              </Target>
            )}
          </ul>
        </fieldset>
        {target === created && (
          <TextField
            label={t.newLibraryName}
            value={newName}
            onChange={(event) => setNewName(event.target.value)}
            maxLength={200}
            autoComplete="off"
            autoFocus
          />
        )}
      </DialogForm>
    </Dialog>
  );
}

const Target = ({
  checked,
  onChoose,
  children,
}: {
  checked: boolean;
  onChoose(): void;
  children: ReactNode;
}) => (
  <li>
    <label className="flex min-h-10 cursor-pointer items-center gap-2.5 rounded-lg px-2 hover:bg-wash">
      <input
        type="radio"
        name="library"
        className="size-4 shrink-0 accent-accent"
        checked={checked}
        onChange={onChoose}
      />
      <span dir="auto" className="min-w-0 truncate">
        {children}
      </span>
    </label>
  </li>
);
