import { useQueryClient } from "@tanstack/react-query";
import { texts } from "../../texts/texts.ts";
import { useAttempt } from "../../ui/attempt.ts";
import { changeTags, type Place, report } from "../assets/change-assets.ts";
import { withTags } from "../assets/tags.ts";
import type { Selection } from "./selection.ts";

/** Adds tags to chosen assets, or takes them off, and tells what came of it. `onDone` unless nothing could be done. */
export function useChangeTags(place: Place, selection: Selection, onDone: () => void) {
  const client = useQueryClient();
  const { busy, error, attempt } = useAttempt();
  const change = (how: "tag" | "untag", tags: readonly string[], ids: readonly string[]) =>
    attempt(async () => {
      const outcome = await changeTags(client, place, how, tags, ids);
      if (outcome.done.length === 0 && outcome.error) throw outcome.error;
      const done = new Set(outcome.done);
      selection.replace((asset) => (done.has(asset.id) ? withTags(asset, how, tags) : asset));
      report(how === "tag" ? texts.library.tagged : texts.library.untagged, ids.length, outcome);
      onDone();
    });
  return { busy, error, change };
}
