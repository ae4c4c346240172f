import { Plus } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { Place } from "../library/assets/change-assets.ts";
import { TagOptions } from "../library/tags/tag-options.tsx";
import { useTagCombobox } from "../library/tags/use-tag-combobox.ts";
import { texts } from "../texts/texts.ts";

const t = texts.asset;

/** A field that adds tags one by one. Its suggestions overlay the content below. */
export function TagAdder({
  place,
  has,
  onAdd,
}: {
  place: Place;
  /** Tags that the asset already has. */
  has: readonly string[];
  /** Returns whether it succeeded. If not, the field gets the text back. */
  onAdd(tags: string[]): Promise<boolean>;
}) {
  const [open, setOpen] = useState(false);
  const { typed, add, field, list, ...combobox } = useTagCombobox(place, has, onAdd);
  const shown = open && list.options.length > 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && shown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (combobox.onKeyDown(event)) setOpen(true);
  };
  return (
    <div className="relative">
      <div className="flex gap-2">
        <input
          {...field}
          role="combobox"
          aria-label={t.addTag}
          aria-expanded={shown}
          placeholder={t.addTag}
          className="h-9 w-full min-w-0 rounded-lg border border-edge bg-card px-3"
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          aria-label={t.addTag}
          title={t.addTag}
          disabled={typed.trim() === ""}
          onClick={add}
          className="inline-grid size-9 shrink-0 place-items-center rounded-lg border bg-card hover:bg-wash disabled:opacity-50"
        >
          <Plus size={17} aria-hidden />
        </button>
      </div>
      <TagOptions
        {...list}
        hidden={!shown}
        className="absolute inset-x-0 top-full z-10 mt-1 max-h-64 overflow-y-auto rounded-xl border bg-raised p-1 shadow-lift"
      />
    </div>
  );
}
