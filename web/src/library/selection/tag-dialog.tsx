import { type FormEvent, useState } from "react";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogButtons } from "../../ui/dialog.tsx";
import { Problem } from "../../ui/states.tsx";
import type { Place } from "../assets/change-assets.ts";
import { TagInput } from "../tags/tag-input.tsx";
import type { Selection } from "./selection.ts";
import { useChangeTags } from "./use-change-tags.ts";

const t = texts.library;

/** Adds tags to the selected assets. */
export function TagDialog({
  place,
  selection,
  onClose,
}: {
  place: Place;
  selection: Selection;
  onClose(): void;
}) {
  const [tags, setTags] = useState<string[]>([]);
  const { busy, error, change } = useChangeTags(place, selection, onClose);
  const assets = [...selection.chosen.values()];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void change("tag", tags, assets);
  };
  return (
    <Dialog open onClose={onClose} title={t.tagTitle(assets.length)}>
      <form onSubmit={submit}>
        <TagInput place={place} tags={tags} onChange={setTags} />
        {error && <Problem error={error} />}
        <DialogButtons>
          <Button onClick={onClose}>{texts.ui.cancel}</Button>
          <Button type="submit" look="main" busy={busy} disabled={tags.length === 0}>
            {t.tagAction}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
