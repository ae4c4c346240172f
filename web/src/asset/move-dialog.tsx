import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import { texts } from "../texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { SelectField } from "../ui/field.tsx";
import { Problem } from "../ui/states.tsx";
import { tell } from "../ui/toasts.tsx";
import { type AssetAddress, listsChanged } from "./data.ts";

const said = texts.asset;

/** Moves an asset to another library of its organization. */
export function MoveDialog({
  address: { organizationId, libraryId, assetId },
  onClose,
  onMoved,
}: {
  address: AssetAddress;
  onClose(): void;
  onMoved(): void;
}) {
  const client = useQueryClient();
  const { data: libraries } = useQuery({
    ...asking("listLibraries", { organizationId }),
    // Others make libraries too.
    refetchOnMount: "always",
  });
  const others = libraries?.filter(({ id }) => id !== libraryId) ?? [];
  const [chosen, setChosen] = useState("");
  const target = others.find(({ id }) => id === chosen) ?? others[0];
  const { busy, error, attempt } = useAttempt();
  const move = (event: FormEvent) => {
    event.preventDefault();
    if (!target) return;
    attempt(async () => {
      await call("transferAssets", {
        organizationId,
        sourceLibraryId: libraryId,
        targetLibraryId: target.id,
        assetIds: [assetId],
      });
      listsChanged(client);
      onClose();
      onMoved();
      tell(said.moved(target.name ?? target.id));
    });
  };
  return (
    <Dialog open onClose={onClose} title={said.move} description={said.moveLead}>
      {target === undefined ? (
        <p>{said.noOtherLibrary}</p>
      ) : (
        <form onSubmit={move}>
          <SelectField
            label={said.targetLibrary}
            value={target.id}
            onChange={(event) => setChosen(event.target.value)}
          >
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name ?? id}
              </option>
            ))}
          </SelectField>
          {error && <Problem error={error} />}
          <DialogButtons>
            <Button onClick={onClose}>{texts.ui.cancel}</Button>
            <Button type="submit" look="main" busy={busy}>
              {said.moveIt}
            </Button>
          </DialogButtons>
        </form>
      )}
    </Dialog>
  );
}
