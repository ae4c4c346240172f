import { type FormEvent, useState } from "react";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogButtons } from "../../ui/dialog.tsx";
import { count } from "../../ui/format.ts";
import { Problem } from "../../ui/states.tsx";
import type { Place } from "../assets/change-assets.ts";
import { tagKey } from "../assets/tags.ts";
import type { Chosen } from "./chosen.ts";
import type { Selection } from "./selection.ts";
import { useChangeTags } from "./use-change-tags.ts";

const t = texts.library;
const tagsMax = 20;

/** Removes tags from the selected assets. Lists the tags of any of them. */
export function UntagDialog({
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
  const carried = carriedTags(selection.chosen);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const keys = new Set(tags.map(tagKey));
    const carriers = [...selection.chosen.values()].filter((asset) =>
      asset.tags.some((tag) => keys.has(tagKey(tag))),
    );
    void change("untag", tags, carriers);
  };
  return (
    <Dialog open onClose={onClose} title={t.untagTitle(selection.chosen.size)}>
      <form onSubmit={submit}>
        <fieldset>
          <legend className="sr-only">{t.tags}</legend>
          <ul className="max-h-72 overflow-y-auto">
            {carried.map(({ tag, assets }) => (
              <li key={tag}>
                <label className="flex h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2 hover:bg-wash">
                  <input
                    type="checkbox"
                    className="size-4 shrink-0 accent-accent"
                    checked={tags.includes(tag)}
                    disabled={!tags.includes(tag) && tags.length >= tagsMax}
                    onChange={({ target }) =>
                      setTags(target.checked ? [...tags, tag] : tags.filter((one) => one !== tag))
                    }
                  />
                  <span dir="auto" title={tag} className="min-w-0 flex-1 truncate">
                    {tag}
                  </span>
                  <span className="text-sm text-dim tabular-nums">{count(assets)}</span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        {error && <Problem error={error} />}
        <DialogButtons>
          <Button onClick={onClose}>{texts.ui.cancel}</Button>
          <Button type="submit" look="main" busy={busy} disabled={tags.length === 0}>
            {t.untagAction}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

/** The tags of the selected assets with their counts, most used first. */
function carriedTags(chosen: Chosen): { tag: string; assets: number }[] {
  const byKey = new Map<string, { tag: string; assets: number }>();
  for (const { tags } of chosen.values()) {
    for (const tag of tags) {
      const known = byKey.get(tagKey(tag));
      if (known) known.assets++;
      else byKey.set(tagKey(tag), { tag, assets: 1 });
    }
  }
  return [...byKey.values()].sort((a, b) => b.assets - a.assets);
}
