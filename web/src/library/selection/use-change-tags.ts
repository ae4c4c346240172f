import { useQueryClient } from "@tanstack/react-query";
import { useAttempt } from "../../ui/attempt.ts";
import type { ListedAsset } from "../assets/asset-pages.ts";
import type { Place } from "../assets/change-assets.ts";
import { changeTags, type OnTagged, type TagChange } from "../assets/change-tags.ts";
import { withTags } from "../assets/tags.ts";
import type { Selection } from "./selection.ts";

/** Adds or removes tags of the selected assets and shows the result. Calls `onDone` unless all failed. */
export function useChangeTags(place: Place, selection: Selection, onDone: () => void) {
  const client = useQueryClient();
  const { busy, error, attempt } = useAttempt();
  const onTagged: OnTagged = (how, tags, ids) =>
    selection.replace((asset) => (ids.has(asset.id) ? withTags(asset, how, tags) : asset));
  const change = (how: TagChange, tags: readonly string[], assets: readonly ListedAsset[]) =>
    attempt(async () => {
      await changeTags(client, place, how, tags, assets, onTagged);
      onDone();
    });
  return { busy, error, change };
}
