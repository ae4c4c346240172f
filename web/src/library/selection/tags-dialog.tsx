import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { texts } from "../../texts/texts.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogForm } from "../../ui/dialog-form.tsx";
import type { ListedAsset } from "../assets/asset-pages.ts";
import type { Place } from "../assets/change-assets.ts";
import { changeTags, type TagChange } from "../assets/change-tags.ts";
import { tagKey, withTags } from "../assets/tags.ts";
import { TagInput } from "../tags/tag-input.tsx";
import { CarriedTags } from "./carried-tags.tsx";
import type { Selection } from "./selection.ts";

const t = texts.library;

/** Adds tags to the selected assets, or removes tags from those that have them. */
export function TagsDialog({
  how,
  place,
  selection,
  onClose,
}: {
  how: TagChange;
  place: Place;
  selection: Selection;
  onClose(): void;
}) {
  const client = useQueryClient();
  const [tags, setTags] = useState<string[]>([]);
  const selected = [...selection.chosen.values()];
  const submit = async () => {
    const keys = new Set(tags.map(tagKey));
    const carriesAny = ({ tags }: ListedAsset) => tags.some((tag) => keys.has(tagKey(tag)));
    const assets = how === "tag" ? selected : selected.filter(carriesAny);
    await changeTags(client, place, how, tags, assets, (change, changed, ids) =>
      selection.replace((asset) => (ids.has(asset.id) ? withTags(asset, change, changed) : asset)),
    );
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={(how === "tag" ? t.tagTitle : t.untagTitle)(selected.length)}>
      <DialogForm
        action={how === "tag" ? t.tagAction : t.untagAction}
        disabled={tags.length === 0}
        onCancel={onClose}
        onSubmit={submit}
      >
        {how === "tag" ? (
          <TagInput place={place} tags={tags} onChange={setTags} />
        ) : (
          <CarriedTags assets={selected} chosen={tags} onChosen={setTags} />
        )}
      </DialogForm>
    </Dialog>
  );
}
