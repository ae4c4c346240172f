import { Plus } from "lucide-react";
import { texts } from "../../texts/texts.ts";
import { classes } from "../../ui/classes.ts";
import { count } from "../../ui/format.ts";
import type { TagOption } from "./use-tag-combobox.ts";

/** The suggestions of a tag combobox. */
export const TagOptions = ({
  id,
  options,
  marked,
  onChoose,
  hidden = false,
  className,
}: {
  id: string;
  options: readonly TagOption[];
  /** Index of the option marked by the keyboard, -1 for none. */
  marked: number;
  onChoose(tag: string): void;
  hidden?: boolean;
  className: string;
}) => (
  <div id={id} role="listbox" aria-label={texts.library.suggestions} hidden={hidden} className={className}>
    {options.map(({ tag, count: assets }, at) => (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys, and points here by aria-activedescendant
      <div
        key={tag}
        id={`${id}-${at}`}
        role="option"
        tabIndex={-1}
        aria-selected={at === marked}
        // Keeps the focus in the field.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onChoose(tag)}
        className={classes(
          "flex h-9 cursor-pointer items-center gap-2 rounded-lg px-3",
          at === marked ? "bg-accent-wash text-accent" : "hover:bg-wash",
        )}
      >
        {assets === null && <Plus size={15} className="shrink-0" aria-hidden />}
        <bdi className="min-w-0 flex-1 truncate">{assets === null ? texts.library.newTag(tag) : tag}</bdi>
        {assets !== null && <span className="text-sm tabular-nums">{count(assets)}</span>}
      </div>
    ))}
  </div>
);
