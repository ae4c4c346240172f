import { useQuery } from "@tanstack/react-query";
import { Check, Tags } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { asking } from "../../api/queries.ts";
import { texts } from "../../texts/texts.ts";
import { buttonLook } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { count } from "../../ui/format.ts";
import { PopoverCard } from "../../ui/popover-card.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { notify } from "../../ui/toasts.tsx";
import type { Place } from "../assets/change-assets.ts";
import { matchingTags, sameTag, tagKey } from "../assets/tags.ts";

const t = texts.library;
const shownMax = 10;
const chosenMax = 5;

interface TagCount {
  id: string;
  count: number;
}

/** Filters the grid by tags: the most used ones, and the others behind a button. Assets must have all selected tags. */
export function TagFilter({
  place,
  tags,
  counts,
  onChange,
  children,
}: {
  place: Place;
  tags: readonly string[];
  /** How many of the files shown carry each tag. Null if they are too many to count. */
  counts: readonly TagCount[] | null | undefined;
  onChange(tags: string[]): void;
  children?: ReactNode;
}) {
  const { data: known, isPending } = useQuery(asking("listTags", { ...place, limit: 500 }));
  const toggle = (tag: string) => {
    if (tags.some((one) => sameTag(one, tag))) onChange(tags.filter((one) => !sameTag(one, tag)));
    else if (tags.length >= chosenMax) notify(t.filterTagsMax(chosenMax));
    else onChange([...tags, tag]);
  };
  // The most used tags keep their place when pressed. Other selected tags follow them.
  const shown = (known ?? []).slice(0, shownMax).map(({ id }) => id);
  const beside = tags.filter((tag) => !shown.some((one) => sameTag(one, tag)));
  const counted = counts && new Map(counts.map(({ id, count }) => [tagKey(id), count]));
  const isPressed = (tag: string) => tags.some((one) => sameTag(one, tag));
  if (!isPending && known?.length === 0 && tags.length === 0) {
    return children ? <div className="flex h-8 items-center">{children}</div> : null;
  }
  return (
    <div className="flex h-8 items-center gap-1.5">
      <ul
        aria-label={t.filterByTag}
        className="-m-1 flex min-w-0 gap-1.5 overflow-x-auto p-1 [scrollbar-width:none]"
      >
        {isPending &&
          [0, 1, 2, 3].map((n) => <Skeleton key={n} className="h-7 w-20 shrink-0 rounded-full" />)}
        {[...shown, ...beside].map((tag) => (
          <Chip
            key={tag}
            tag={tag}
            count={counted?.get(tagKey(tag)) ?? (counted && 0)}
            pressed={isPressed(tag)}
            onToggle={() => toggle(tag)}
          />
        ))}
      </ul>
      {(known?.length ?? 0) > shown.length && (
        <MoreTags tags={withCounts(known ?? [], counted)} chosen={tags} onToggle={toggle} />
      )}
      {children}
    </div>
  );
}

/** The library's tags with the counts of what is shown, most used first. Without counts, those of the library. */
function withCounts(tags: readonly TagCount[], counted: Map<string, number> | null | undefined): TagCount[] {
  if (!counted) return [...tags];
  return tags
    .map(({ id }) => ({ id, count: counted.get(tagKey(id)) ?? 0 }))
    .sort((a, b) => b.count - a.count);
}

function Chip({
  tag,
  count: assets,
  pressed,
  onToggle,
}: {
  tag: string;
  count: number | null | undefined;
  pressed: boolean;
  onToggle(): void;
}) {
  return (
    <li className="shrink-0">
      <button
        type="button"
        dir="auto"
        title={tag}
        aria-pressed={pressed}
        onClick={onToggle}
        className={classes(
          "flex h-7 max-w-48 items-center gap-1 rounded-full border px-3 text-sm",
          pressed ? "border-accent bg-accent-wash font-medium text-accent" : "bg-card hover:bg-wash",
        )}
      >
        {pressed && <Check size={13} strokeWidth={3} aria-hidden />}
        <span className="truncate">{tag}</span>
        {typeof assets === "number" && (
          <span className={classes("tabular-nums", !pressed && "text-dim")}> {count(assets)}</span>
        )}
      </button>
    </li>
  );
}

function MoreTags({
  tags,
  chosen,
  onToggle,
}: {
  tags: readonly TagCount[];
  chosen: readonly string[];
  onToggle(tag: string): void;
}) {
  const [words, setWords] = useState("");
  const matching = matchingTags(tags, words);
  return (
    <Popover.Root onOpenChange={() => setWords("")}>
      <Popover.Trigger className={classes(buttonLook("quiet", true), "shrink-0")}>
        <Tags size={15} aria-hidden />
        {t.moreTags}
      </Popover.Trigger>
      <PopoverCard aria-label={t.filterByTag} className="w-72 gap-1 p-2">
        <input
          aria-label={t.findTag}
          placeholder={t.findTag}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="h-9 rounded-lg border border-edge bg-card px-3"
        />
        <ul className="max-h-72 overflow-y-auto">
          {matching.map(({ id: tag, count: assets }) => {
            const pressed = chosen.some((one) => sameTag(one, tag));
            return (
              <li key={tag}>
                <button
                  type="button"
                  aria-pressed={pressed}
                  onClick={() => onToggle(tag)}
                  className="flex h-9 w-full items-center gap-2 rounded-lg px-2 text-left hover:bg-wash"
                >
                  <Check size={15} aria-hidden className={pressed ? "text-accent" : "invisible"} />
                  <span dir="auto" title={tag} className="min-w-0 flex-1 truncate">
                    {tag}
                  </span>
                  <span className="text-sm text-dim tabular-nums">{count(assets)}</span>
                </button>
              </li>
            );
          })}
          {matching.length === 0 && <li className="px-2 py-2 text-dim">{t.noSuchTag}</li>}
        </ul>
      </PopoverCard>
    </Popover.Root>
  );
}
