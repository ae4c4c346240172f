import { X } from "lucide-react";
import { type KeyboardEvent, useId } from "react";
import { texts } from "../../texts/texts.ts";
import type { Place } from "../assets/change-assets.ts";
import { TagOptions } from "./tag-options.tsx";
import { useTagCombobox } from "./use-tag-combobox.ts";

const t = texts.library;
const tagsMax = 20;

/** A field for several tags, typed or from the library's tags. */
export function TagInput({
  place,
  tags,
  onChange,
}: {
  place: Place;
  tags: readonly string[];
  onChange(tags: string[]): void;
}) {
  const id = useId();
  const full = tags.length >= tagsMax;
  const { typed, type, field, list, ...combobox } = useTagCombobox(place, tags, (more) => {
    onChange([...tags, ...more].slice(0, tagsMax));
    return undefined;
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (combobox.onKeyDown(event)) return;
    if (event.key === "Backspace" && typed === "" && tags.length > 0) onChange(tags.slice(0, -1));
    else if (event.key === "Escape" && typed !== "") {
      type("");
      event.stopPropagation();
    } else return;
    event.preventDefault();
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t.tags}
      </label>
      <div className="flex flex-wrap gap-1.5 rounded-lg border border-edge bg-card p-1.5 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
        {tags.map((tag) => (
          <span
            key={tag}
            className="flex h-7 max-w-full items-center rounded-full bg-accent-wash pl-3 text-sm text-accent"
          >
            <bdi title={tag} className="truncate">
              {tag}
            </bdi>
            <button
              type="button"
              aria-label={t.dropTag(tag)}
              onClick={() => onChange(tags.filter((one) => one !== tag))}
              className="grid size-7 shrink-0 place-items-center"
            >
              <X size={14} aria-hidden />
            </button>
          </span>
        ))}
        <input
          {...field}
          role="combobox"
          id={id}
          aria-expanded={list.options.length > 0}
          disabled={full}
          // biome-ignore lint/a11y/noAutofocus: the first field of its dialog
          autoFocus
          placeholder={t.tagsHint}
          onKeyDown={onKeyDown}
          className="h-7 min-w-32 flex-1 bg-transparent px-1.5 outline-none"
        />
      </div>
      <TagOptions {...list} className="mt-2 min-h-72" />
    </div>
  );
}
