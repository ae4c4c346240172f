import type { QueryClient } from "@tanstack/react-query";
import { call } from "../../api/call.ts";
import { invalidateAssets } from "../../api/invalidate.ts";
import { texts } from "../../texts/texts.ts";
import { sentenceOf } from "../../ui/states.tsx";
import { notify, notifyProblem } from "../../ui/toasts.tsx";
import { changeInLists, removeFromLists, stopReading } from "./cached-lists.ts";
import { inChunks, type Outcome } from "./in-chunks.ts";
import { withTags } from "./tags.ts";

const t = texts.library;

export interface Place {
  organizationId: string;
  libraryId: string;
}

/** Moves assets to the trash: gone from every list at once, with a way back for a moment. */
export async function trashAssets(
  client: QueryClient,
  place: Place,
  ids: readonly string[],
): Promise<Outcome> {
  const outcome = await vanishing(client, ids, (some) => call("deleteAssets", { ...place, ids: some }));
  if (outcome.done.length > 0) {
    const undo = { label: texts.ui.undo, run: () => void restoreAssets(client, place, outcome.done) };
    notify(summed(t.trashed, ids.length, outcome), undo);
  } else notifyProblem(outcome.error);
  return outcome;
}

export async function restoreAssets(
  client: QueryClient,
  place: Place,
  ids: readonly string[],
): Promise<void> {
  const outcome = await inChunks(ids, (some) => call("restoreAssets", { ...place, ids: some }));
  await invalidateAssets(client);
  report(t.restored, ids.length, outcome);
}

export async function moveAssets(
  client: QueryClient,
  { organizationId, libraryId }: Place,
  targetLibraryId: string,
  ids: readonly string[],
): Promise<Outcome> {
  return vanishing(client, ids, (some) =>
    call("transferAssets", { organizationId, sourceLibraryId: libraryId, targetLibraryId, assetIds: some }),
  );
}

/** Adds tags to assets, or takes them off. */
export async function changeTags(
  client: QueryClient,
  place: Place,
  how: "tag" | "untag",
  tags: readonly string[],
  ids: readonly string[],
): Promise<Outcome> {
  await stopReading(client);
  const undo = changeInLists(client, new Set(ids), (asset) => withTags(asset, how, tags));
  const name = how === "tag" ? "tagAssets" : "untagAssets";
  const outcome = await inChunks(ids, (some) => call(name, { ...place, assetIds: some, tags: [...tags] }));
  if (outcome.done.length === 0) undo();
  void invalidateAssets(client);
  return outcome;
}

/** Tells what was done, and what wasn't and why. */
export function report(done: (n: number) => string, asked: number, outcome: Outcome): void {
  if (outcome.done.length === 0 && outcome.error) notifyProblem(outcome.error);
  else notify(summed(done, asked, outcome));
}

const summed = (done: (n: number) => string, asked: number, { done: ids, error }: Outcome) =>
  error ? t.partly(done(ids.length), asked - ids.length, sentenceOf(error)) : done(ids.length);

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
