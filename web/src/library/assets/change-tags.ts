import type { QueryClient } from "@tanstack/react-query";
import { call, outlivesPage } from "../../api/call.ts";
import { invalidateAssets } from "../../api/invalidate.ts";
import { texts } from "../../texts/texts.ts";
import { runUndoable } from "../../ui/undo.ts";
import type { ListedAsset } from "./asset-pages.ts";
import { changeInLists, stopReading } from "./cached-lists.ts";
import { type Place, report } from "./change-assets.ts";
import { inChunks, type Outcome } from "./in-chunks.ts";
import { sameTag, withTags } from "./tags.ts";

const t = texts.library;

export type TagChange = "tag" | "untag";

/** Updates tags in lists and in all other queries with these assets. */
export type OnTagged = (how: TagChange, tags: readonly string[], ids: ReadonlySet<string>) => void;

/** Adds or removes tags of assets. Can be undone. Throws if all failed. */
export const changeTags = (
  client: QueryClient,
  place: Place,
  how: TagChange,
  tags: readonly string[],
  assets: readonly ListedAsset[],
  onTagged: OnTagged = () => {},
): Promise<void> =>
  runUndoable(async () => {
    const ids = assets.map(({ id }) => id);
    const outcome = await change(client, place, how, tags, ids);
    if (outcome.done.length === 0 && outcome.error) throw outcome.error;
    const done = new Set(outcome.done);
    onTagged(how, tags, done);
    const back = how === "tag" ? "untag" : "tag";
    const undo = async () => {
      const undone: Outcome = { done: [], failed: [], error: null };
      for (const step of changedTags(
        how,
        tags,
        assets.filter(({ id }) => done.has(id)),
      )) {
        const { done, failed, error } = await change(client, place, back, step.tags, step.ids);
        onTagged(back, step.tags, new Set(done));
        undone.done.push(...done);
        undone.failed.push(...failed);
        undone.error ??= error;
      }
      report(t.tagsUndone, undone.done.length + undone.failed.length, undone);
    };
    report(how === "tag" ? t.tagged : t.untagged, ids.length, outcome, undo);
  });

async function change(
  client: QueryClient,
  place: Place,
  how: TagChange,
  tags: readonly string[],
  ids: readonly string[],
): Promise<Outcome> {
  await stopReading(client);
  const undo = changeInLists(client, new Set(ids), (asset) => withTags(asset, how, tags));
  const name = how === "tag" ? "tagAssets" : "untagAssets";
  const outcome = await inChunks(ids, (some) =>
    call(name, { ...place, assetIds: some, tags: [...tags] }, outlivesPage),
  );
  if (outcome.done.length === 0) undo();
  void invalidateAssets(client);
  return outcome;
}

/** The effective changes, grouped by the tags (in the assets' spelling) that the same assets gain or lose. */
export function changedTags(
  how: TagChange,
  tags: readonly string[],
  assets: readonly Pick<ListedAsset, "id" | "tags">[],
): { tags: string[]; ids: string[] }[] {
  const byTags = new Map<string, { tags: string[]; ids: string[] }>();
  for (const { id, tags: carried } of assets) {
    const changed =
      how === "tag"
        ? tags.filter((tag) => !carried.some((one) => sameTag(one, tag)))
        : carried.filter((tag) => tags.some((one) => sameTag(one, tag)));
    if (changed.length === 0) continue;
    const key = JSON.stringify(changed);
    const group = byTags.get(key);
    if (group) group.ids.push(id);
    else byTags.set(key, { tags: changed, ids: [id] });
  }
  return [...byTags.values()];
}
