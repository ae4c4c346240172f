import type { QueryClient } from "@tanstack/react-query";
import { call, outlivesPage } from "../../api/call.ts";
import { invalidateAssets } from "../../api/invalidate.ts";
import { texts } from "../../texts/texts.ts";
import { sentenceOf } from "../../ui/states.tsx";
import { notify, notifyProblem } from "../../ui/toasts.tsx";
import { notifyUndoable, runUndoable } from "../../ui/undo.ts";
import { removeFromLists, stopReading } from "./cached-lists.ts";
import { inChunks, type Outcome } from "./in-chunks.ts";

const t = texts.library;

export interface Place {
  organizationId: string;
  libraryId: string;
}

/** Moves assets to the trash and removes them from every list at once. Can be undone. */
export const trashAssets = (client: QueryClient, place: Place, ids: readonly string[]): Promise<Outcome> =>
  runUndoable(async () => {
    const outcome = await vanishing(client, ids, (some) =>
      call("deleteAssets", { ...place, ids: some }, outlivesPage),
    );
    report(t.trashed, ids.length, outcome, () => restoreAssets(client, place, outcome.done));
    return outcome;
  });

export async function restoreAssets(
  client: QueryClient,
  place: Place,
  ids: readonly string[],
): Promise<void> {
  const outcome = await inChunks(ids, (some) => call("restoreAssets", { ...place, ids: some }, outlivesPage));
  await invalidateAssets(client);
  report(t.restored, ids.length, outcome);
}

/** Moves assets to another library. Can be undone. Throws if none could be moved. */
export const moveAssets = (
  client: QueryClient,
  from: Place,
  target: { id: string; name: string },
  ids: readonly string[],
): Promise<Outcome> =>
  runUndoable(async () => {
    const { organizationId, libraryId } = from;
    const outcome = await transfer(client, from, target.id, ids);
    if (outcome.done.length === 0 && outcome.error) throw outcome.error;
    const undo = async () => {
      const back = await transfer(client, { organizationId, libraryId: target.id }, libraryId, outcome.done);
      report(t.movedBack, outcome.done.length, back);
    };
    report((moved) => t.moved(moved, target.name), ids.length, outcome, undo);
    return outcome;
  });

const transfer = (
  client: QueryClient,
  { organizationId, libraryId }: Place,
  targetLibraryId: string,
  ids: readonly string[],
) =>
  vanishing(client, ids, (some) =>
    call(
      "transferAssets",
      { organizationId, sourceLibraryId: libraryId, targetLibraryId, assetIds: some },
      outlivesPage,
    ),
  );

/** Shows a notice with what was done, what failed and why, and an "Undo" button if `undo` is given. */
export function report(
  done: (n: number) => string,
  asked: number,
  outcome: Outcome,
  undo?: () => unknown,
): void {
  const { done: ids, error } = outcome;
  if (ids.length === 0 && error) return void notifyProblem(error);
  const summary = done(ids.length);
  const text = error ? t.partly(summary, asked - ids.length, sentenceOf(error)) : summary;
  if (undo) notifyUndoable(text, undo);
  else notify(text);
}

async function vanishing(
  client: QueryClient,
  ids: readonly string[],
  work: (ids: string[]) => Promise<unknown>,
): Promise<Outcome> {
  await stopReading(client);
  const putBack = removeFromLists(client, new Set(ids));
  const outcome = await inChunks(ids, work);
  if (outcome.failed.length > 0) putBack();
  if (outcome.failed.length > 0 && outcome.done.length > 0) removeFromLists(client, new Set(outcome.done));
  void invalidateAssets(client, outcome.done);
  return outcome;
}
