import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { asking } from "../api/queries.ts";
import { texts } from "../texts.ts";
import { classes } from "../ui/classes.ts";
import { count } from "../ui/format.ts";
import type { Place } from "./change-assets.ts";
import { matchingTags, sameTag } from "./tags.ts";

const said = texts.library;
const suggestedMax = 8;
const tagsMax = 20;
const lengthMax = 100;

/** Tags to give: typed, or taken from those that the library has. */
export function TagInput({
  place,
  tags,
  onChange,
  carried = [],
}: {
  place: Place;
  tags: readonly string[];
  onChange(tags: string[]): void;
  /** What need not be suggested. */
  carried?: readonly string[];
}) {
  const id = useId();
  const { data: known } = useQuery(asking("listTags", { ...place, limit: 500 }));
  const [typed, setTyped] = useState("");
  const [marked, setMarked] = useState(-1);
  const text = typed.trim();
  const taken = (tag: string) => [...tags, ...carried].some((one) => sameTag(one, tag));
  const matching = matchingTags(
    (known ?? []).filter((tag) => !taken(tag.id)),
    text,
  ).slice(0, suggestedMax);
  const isNew = text !== "" && !taken(text) && !(known ?? []).some((tag) => sameTag(tag.id, text));
  const options = [
    ...matching.map(({ id, count }) => ({ tag: id, count })),
    ...(isNew ? [{ tag: text, count: null }] : []),
  ];

  const add = (tag: string) => {
    const clean = tag.trim();
    setTyped("");
    setMarked(-1);
    if (clean !== "" && !taken(clean) && tags.length < tagsMax) onChange([...tags, clean]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    if (event.nativeEvent.isComposing) return;
    if (key === "ArrowDown") setMarked((at) => (at + 1 >= options.length ? 0 : at + 1));
    else if (key === "ArrowUp") setMarked((at) => (at <= 0 ? options.length - 1 : at - 1));
    else if ((key === "Enter" || key === ",") && (marked >= 0 || text !== ""))
      add(options[marked]?.tag ?? text);
    else if (key === "Backspace" && typed === "" && tags.length > 0) onChange(tags.slice(0, -1));
    else if (key === "Escape" && typed !== "") {
      setTyped("");
      event.stopPropagation();
    } else return;
    event.preventDefault();
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {said.tags}
      </label>
      <div className="flex flex-wrap gap-1.5 rounded-lg border border-edge bg-card p-1.5 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
        {tags.map((tag) => (
          <span
            key={tag}
            className="flex h-7 max-w-full items-center rounded-full bg-accent-wash pl-3 text-sm text-accent"
          >
            <span dir="auto" className="truncate">
              {tag}
            </span>
            <button
              type="button"
              aria-label={said.dropTag(tag)}
              onClick={() => onChange(tags.filter((one) => one !== tag))}
              className="grid size-7 shrink-0 place-items-center"
            >
              <X size={14} aria-hidden />
            </button>
          </span>
        ))}
        <input
          id={id}
          role="combobox"
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={marked >= 0 ? `${id}-${marked}` : undefined}
          value={typed}
          maxLength={lengthMax}
          disabled={tags.length >= tagsMax}
          autoComplete="off"
          autoFocus
          placeholder={said.tagsHint}
          onChange={(event) => {
            setTyped(event.target.value);
            setMarked(-1);
          }}
          onKeyDown={onKeyDown}
          className="h-7 min-w-32 flex-1 bg-transparent px-1.5 outline-none"
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={said.suggestions} className="mt-2 min-h-72">
        {options.map(({ tag, count: assets }, at) => (
          <div
            key={tag}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === marked}
            onClick={() => add(tag)}
            className={classes(
              "flex h-9 cursor-pointer items-center gap-2 rounded-lg px-3",
              at === marked ? "bg-accent-wash text-accent" : "hover:bg-wash",
            )}
          >
            {assets === null && <Plus size={15} aria-hidden />}
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {assets === null ? said.newTag(tag) : tag}
            </span>
            {assets !== null && <span className="text-sm tabular-nums">{count(assets)}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}
