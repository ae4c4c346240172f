import { useQueryClient } from "@tanstack/react-query";
import { RotateCcw, Trash2, X } from "lucide-react";
import { useState } from "react";
import { call } from "../api/call.ts";
import { invalidateAssets } from "../api/invalidate.ts";
import { inChunks } from "../library/assets/in-chunks.ts";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Problem } from "../ui/states.tsx";
import { notify } from "../ui/toasts.tsx";
import type { Chosen } from "./chosen.ts";

const t = texts.trash;

/** Actions on the selected assets, at the lower edge. */
export function ChosenBar({
  organizationId,
  libraryId,
  chosen,
}: {
  organizationId: string;
  libraryId: string;
  chosen: Chosen;
}) {
  const client = useQueryClient();
  const [purging, setPurging] = useState(false);
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
  const restore = () => attempt(async () => void notify(t.restored(await inTurns("restoreAssets"), count)));
  const purge = async () => void notify(t.purged(await inTurns("purgeAssets"), count));

  return (
    <>
      {count > 0 && (
        <section
          aria-label={t.chosen(count)}
          className="sticky bottom-4 z-20 ml-auto mt-6 w-fit max-w-full rounded-2xl border bg-raised p-2 shadow-lift"
        >
          <div className="flex flex-wrap items-center gap-1 sm:gap-2">
            <IconButton label={t.clear} onClick={chosen.clear}>
              <X size={18} aria-hidden />
            </IconButton>
            <p role="status" className="mr-2 tabular-nums">
              {t.chosen(count)}
            </p>
            <Button look="main" busy={busy} onClick={restore} className="max-sm:px-3">
              <RotateCcw size={17} className="max-sm:hidden" aria-hidden />
              {t.restore}
            </Button>
            <Button onClick={() => setPurging(true)} disabled={busy} className="max-sm:px-3">
              <Trash2 size={17} className="max-sm:hidden" aria-hidden />
              {t.purge}
            </Button>
          </div>
          {error && <Problem error={error} className="mx-1 mb-1" />}
        </section>
      )}
      <Confirm
        open={purging}
        onClose={() => setPurging(false)}
        title={t.purgeTitle(count)}
        action={t.purge}
        onConfirm={purge}
      >
        {t.noWayBack}
      </Confirm>
    </>
  );
}
