import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { texts } from "../texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { Problem } from "../ui/states.tsx";
import { changeTags, type Place, report, withTags } from "./change-assets.ts";
import type { Selection } from "./selection.ts";
import { TagInput } from "./tag-input.tsx";

const said = texts.library;

/** Adds tags to all that is chosen. */
export function TagDialog({
  place,
  selection,
  onClose,
}: {
  place: Place;
  selection: Selection;
  onClose(): void;
}) {
  const client = useQueryClient();
  const [tags, setTags] = useState<string[]>([]);
  const { busy, error, attempt } = useAttempt();
  const ids = [...selection.chosen.keys()];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt(async () => {
      const outcome = await changeTags(client, place, "tag", tags, ids);
      if (outcome.done.length === 0 && outcome.error) throw outcome.error;
      const done = new Set(outcome.done);
      selection.replace((asset) => (done.has(asset.id) ? withTags(asset, "tag", tags) : asset));
      report(said.tagged, ids.length, outcome);
      onClose();
    });
  };
  return (
    <Dialog open onClose={onClose} title={said.tagTitle(ids.length)}>
      <form onSubmit={submit}>
        <TagInput place={place} tags={tags} onChange={setTags} />
        {error && <Problem error={error} />}
        <DialogButtons>
          <Button onClick={onClose}>{texts.ui.cancel}</Button>
          <Button type="submit" look="main" busy={busy} disabled={tags.length === 0}>
            {said.tagAction}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
