import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { asking } from "../api/queries.ts";
import { matchingTags, sameTag } from "../library/tags.ts";
import { texts } from "../texts.ts";
import { classes } from "../ui/classes.ts";
import { count } from "../ui/format.ts";

const said = texts.asset;
const suggestedMax = 8;
const lengthMax = 100;

/** A field that suggests the library's tags, most used first, and takes new ones: Enter or a comma adds what is written. */
export function TagAdder({
  organizationId,
  libraryId,
  has,
  onAdd,
}: {
  organizationId: string;
  libraryId: string;
  /** Tags that are there already: never suggested. */
  has: readonly string[];
  onAdd(tag: string): void;
}) {
  const id = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState(-1);
  const { data: tags } = useQuery(asking("listTags", { organizationId, libraryId, limit: 500 }));
  const isThere = (tag: string) => has.some((one) => sameTag(one, tag));
  const suggestions = matchingTags(
    (tags ?? []).filter(({ id: tag }) => !isThere(tag)),
    text,
  ).slice(0, suggestedMax);
  const shown = open && suggestions.length > 0;

  const add = (tag: string) => {
    const clean = tag.trim();
    if (clean !== "" && !isThere(clean)) onAdd(clean);
    setText("");
    setMarked(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      add(suggestions[marked]?.id ?? text);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const by = event.key === "ArrowDown" ? 1 : -1;
      setMarked(Math.min(suggestions.length - 1, Math.max(-1, marked + by)));
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div className="relative">
      <div className="flex gap-2">
        <input
          role="combobox"
          aria-label={said.addTag}
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && marked >= 0 ? `${id}-${marked}` : undefined}
          placeholder={said.addTag}
          className="h-9 w-full min-w-0 rounded-lg border border-edge bg-card px-3"
          value={text}
          maxLength={lengthMax}
          autoComplete="off"
          autoCapitalize="none"
          enterKeyHint="done"
          onChange={(event) => {
            setText(event.target.value);
            setMarked(-1);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          aria-label={said.addTag}
          title={said.addTag}
          disabled={text.trim() === ""}
          onClick={() => add(text)}
          className="inline-grid size-9 shrink-0 place-items-center rounded-lg border bg-card hover:bg-wash disabled:opacity-50"
        >
          <Plus size={17} aria-hidden />
        </button>
      </div>
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={said.suggestedTags}
        hidden={!shown}
        className="absolute inset-x-0 top-full z-10 mt-1 max-h-64 overflow-y-auto rounded-xl border bg-raised p-1 shadow-lift"
      >
        {suggestions.map(({ id: tag, count: uses }, i) => (
          <li
            key={tag}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === marked}
            // Before the field loses the keyboard, which closes the list.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => add(tag)}
            className={classes(
              "flex cursor-pointer items-baseline gap-3 rounded-lg px-3 py-1.5",
              i === marked ? "bg-wash" : "hover:bg-wash",
            )}
          >
            <bdi className="truncate">{tag}</bdi>
            <span className="ml-auto text-sm text-dim tabular-nums">{count(uses)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
