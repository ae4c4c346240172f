import { GalleryVertical, Grid2x2 } from "lucide-react";
import type { RefObject } from "react";
import { texts } from "../texts/texts.ts";
import { Button, IconButton } from "../ui/button.tsx";
import type { Place } from "./assets/change-assets.ts";
import { type LibraryFilter, narrows, noFilter } from "./assets/library-filter.ts";
import { Choice } from "./choice.tsx";
import { DateFilter } from "./date-filter.tsx";
import { type Density, densities, type Shape } from "./grid/density.ts";
import { SearchBox } from "./search-box.tsx";
import { TagFilter } from "./tags/tag-filter.tsx";
import type { Counts } from "./use-counts.ts";
import type { FilterChange } from "./use-library-filter.ts";

const t = texts.library;

/** Search, filters and sorting of the grid. Sticky on large screens. */
export function Toolbar({
  ref,
  search,
  place,
  filter,
  onChange,
  pending,
  found,
  counts,
  density,
  onDensity,
  shape,
  onShape,
  onLeave,
}: {
  ref: RefObject<HTMLDivElement | null>;
  search: RefObject<HTMLInputElement | null>;
  place: Place;
  filter: LibraryFilter;
  onChange(change: FilterChange): void;
  /** Whether the grid still shows the previous filter. */
  pending: boolean;
  found: number | undefined;
  counts: Counts | undefined;
  density: Density;
  onDensity(density: Density): void;
  shape: Shape;
  onShape(shape: Shape): void;
  /** Moves the focus from the search to the results. */
  onLeave(): void;
}) {
  const narrowed = narrows(filter);
  return (
    <div
      ref={ref}
      data-above-grid
      className="z-20 mb-1 grid grid-cols-1 gap-2 bg-paper px-4 py-3 sm:sticky sm:top-0 sm:px-6"
      aria-busy={pending}
    >
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          ref={search}
          value={filter.q ?? ""}
          pending={pending}
          onChange={(q) => onChange({ q: q === "" ? undefined : q })}
          onLeave={onLeave}
        />
        <DateFilter filter={filter} onChange={onChange} />
        <div className="flex min-w-0 flex-wrap items-center gap-2 max-sm:w-full max-sm:[&>*]:flex-[1_1_40%]">
          <KindChoice filter={filter} counts={counts} onChange={onChange} />
          {/* Phones have no room for it. There, the details of a file lead to all in its state. */}
          <div className="contents max-sm:hidden">
            <ApprovalChoice filter={filter} onChange={onChange} />
          </div>
          <SortChoice filter={filter} onChange={onChange} />
          <Choice
            label={t.density}
            value={density}
            options={
              Object.fromEntries(densities.map((one) => [one, t.densities[one]])) as Record<Density, string>
            }
            onChoose={onDensity}
          />
          <IconButton
            label={t.proportions}
            aria-pressed={shape === "rows"}
            onClick={() => onShape(shape === "rows" ? "squares" : "rows")}
            className="size-10 border bg-card aria-pressed:border-accent aria-pressed:bg-accent-wash aria-pressed:text-accent max-sm:flex-none!"
          >
            {shape === "rows" ? <GalleryVertical size={18} aria-hidden /> : <Grid2x2 size={18} aria-hidden />}
          </IconButton>
        </div>
      </div>
      <TagFilter
        place={place}
        tags={filter.tags ?? []}
        counts={counts?.tags}
        onChange={(tags) => onChange({ tags: tags.length === 0 ? undefined : tags })}
      >
        {narrowed && found !== undefined && (
          <span aria-hidden className="ml-2 shrink-0 text-sm text-dim tabular-nums">
            {t.found(found)}
          </span>
        )}
        {narrowed && (
          <Button small look="quiet" onClick={() => onChange(noFilter)}>
            {t.clearFilter}
          </Button>
        )}
      </TagFilter>
      <p role="status" className="sr-only">
        {narrowed && !pending && found !== undefined ? t.found(found) : ""}
      </p>
    </div>
  );
}

/** The kinds, with the number of files that each would show. */
function KindChoice({
  filter,
  counts,
  onChange,
}: {
  filter: LibraryFilter;
  counts: Counts | undefined;
  onChange(change: FilterChange): void;
}) {
  const named = (kind: keyof NonNullable<Counts["kinds"]>) =>
    counts?.kinds ? t.counted(t.kinds[kind], counts.kinds[kind]) : t.kinds[kind];
  return (
    <Choice
      label={t.kind}
      value={filter.kind ?? "all"}
      options={{
        all: t.kinds.all,
        image: named("image"),
        video: named("video"),
        document: named("document"),
      }}
      onChoose={(kind) => onChange({ kind: kind === "all" ? undefined : kind })}
    />
  );
}

function ApprovalChoice({
  filter,
  onChange,
}: {
  filter: LibraryFilter;
  onChange(change: FilterChange): void;
}) {
  return (
    <Choice
      label={t.approval}
      value={filter.approval ?? "all"}
      options={t.approvals}
      onChoose={(approval) => onChange({ approval: approval === "all" ? undefined : approval })}
    />
  );
}

/** A search is sorted by best match and a library by newest, unless another order is chosen. */
function SortChoice({ filter, onChange }: { filter: LibraryFilter; onChange(change: FilterChange): void }) {
  const usual = filter.q === undefined ? "newest" : "best";
  const { best, ...others } = t.sorts;
  return (
    <Choice
      label={t.sort}
      value={filter.sort ?? usual}
      options={filter.q === undefined ? others : { best, ...others }}
      onChoose={(sort) => onChange({ sort: sort === usual || sort === "best" ? undefined : sort })}
    />
  );
}
