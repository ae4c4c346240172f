import { useQueryClient } from "@tanstack/react-query";
import { RotateCcw, Trash2 } from "lucide-react";
import { call } from "../api/call.ts";
import { invalidateAssets } from "../api/invalidate.ts";
import { type Place, trashAssets } from "../library/assets/change-assets.ts";
import { inChunks } from "../library/assets/in-chunks.ts";
import { Act, SelectionBar } from "../library/selection/selection-bar.tsx";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Problem } from "../ui/states.tsx";
import { notify } from "../ui/toasts.tsx";
import { notifyUndoable } from "../ui/undo.ts";
import type { Chosen } from "./chosen.ts";

const t = texts.trash;

/** Actions on the selected assets, at the lower edge. */
export function ChosenBar({
  organizationId,
  libraryId,
  chosen,
  pageIds,
  purging,
  onPurging,
}: Place & {
  chosen: Chosen;
  /** The assets on this page. */
  pageIds: readonly string[];
  /** Whether to ask before deleting permanently. */
  purging: boolean;
  onPurging(purging: boolean): void;
}) {
  const client = useQueryClient();
  const { busy, error, attempt } = useAttempt();
  const count = chosen.ids.size;

  /** Runs in chunks. If one is refused, the chunks before it are done and deselected. */
  const inTurns = async (name: "restoreAssets" | "purgeAssets"): Promise<number> => {
    let done = 0;
    const outcome = await inChunks([...chosen.ids], async (ids) => {
      done += (await call(name, { organizationId, libraryId, ids })).ids.length;
    });
    chosen.remove(outcome.done);
    await invalidateAssets(client);
    if (outcome.error) throw outcome.error;
    return done;
  };
  const restore = () =>
    attempt(async () => {
      const ids = [...chosen.ids];
      const done = await inTurns("restoreAssets");
      notifyUndoable(t.restored(done, count), () => trashAssets(client, { organizationId, libraryId }, ids));
    });
  const purge = async () => void notify(t.purged(await inTurns("purgeAssets"), count));

  return (
    <>
      {count > 0 && (
        <SelectionBar
          count={count}
          onClear={chosen.clear}
          onSelectAll={pageIds.every((id) => chosen.ids.has(id)) ? undefined : () => chosen.add(pageIds)}
          className="sticky bottom-2 mt-6 sm:bottom-4"
          below={error && <Problem error={error} className="mx-1 mb-1" />}
        >
          <Act label={t.restore} onClick={restore} disabled={busy}>
            <RotateCcw size={18} aria-hidden />
          </Act>
          <Act label={t.purge} onClick={() => onPurging(true)} disabled={busy} danger>
            <Trash2 size={18} aria-hidden />
          </Act>
        </SelectionBar>
      )}
      <Confirm
        open={purging && count > 0}
        onClose={() => onPurging(false)}
        title={t.purgeTitle(count)}
        action={t.purge}
        onConfirm={purge}
      >
        {t.noWayBack}
      </Confirm>
    </>
  );
}
