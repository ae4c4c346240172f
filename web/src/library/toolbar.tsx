import type { RefObject } from "react";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import type { Place } from "./change-assets.ts";
import { Choice } from "./choice.tsx";
import { type Density, densities } from "./density.ts";
import type { LibraryFilter } from "./library-filter.ts";
import { SearchBox } from "./search-box.tsx";
import { TagFilter } from "./tag-filter.tsx";
import type { FilterChange } from "./use-library-filter.ts";

const said = texts.library;

/** What narrows and orders the grid; where there is room, it stays in view. */
export function Toolbar({
  ref,
  search,
  place,
  filter,
  onChange,
  pending,
  found,
  density,
  onDensity,
  onLeave,
}: {
  ref: RefObject<HTMLDivElement | null>;
  search: RefObject<HTMLInputElement | null>;
  place: Place;
  filter: LibraryFilter;
  onChange(change: FilterChange): void;
  /** Whether what is shown is still that of another filter. */
  pending: boolean;
  found: number | undefined;
  density: Density;
  onDensity(density: Density): void;
  /** From the search on to what it found. */
  onLeave(): void;
}) {
  const narrowed = filter.q !== undefined || filter.tags !== undefined || filter.kind !== undefined;
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
        <div className="flex min-w-0 flex-wrap items-center gap-2 max-sm:w-full max-sm:flex-nowrap max-sm:[&>*]:flex-1">
          <Choice
            label={said.kind}
            value={filter.kind ?? "all"}
            options={{
              all: said.kinds.all,
              image: said.kinds.image,
              video: said.kinds.video,
              document: said.kinds.document,
            }}
            onChoose={(kind) => onChange({ kind: kind === "all" ? undefined : kind })}
          />
          <Choice
            label={said.sort}
            value={filter.q === undefined ? (filter.sort ?? "newest") : "best"}
            disabled={filter.q !== undefined}
            options={
              filter.q === undefined
                ? {
                    newest: said.sorts.newest,
                    oldest: said.sorts.oldest,
                    name: said.sorts.name,
                    largest: said.sorts.largest,
                  }
                : { best: said.sorts.best }
            }
            onChoose={(sort) => onChange({ sort: sort === "newest" || sort === "best" ? undefined : sort })}
          />
          <Choice
            label={said.density}
            value={density}
            options={
              Object.fromEntries(densities.map((one) => [one, said.densities[one]])) as Record<
                Density,
                string
              >
            }
            onChoose={onDensity}
          />
        </div>
      </div>
      <TagFilter
        place={place}
        tags={filter.tags ?? []}
        onChange={(tags) => onChange({ tags: tags.length === 0 ? undefined : tags })}
      >
        {narrowed && (
          <Button
            small
            look="quiet"
            onClick={() => onChange({ q: undefined, tags: undefined, kind: undefined })}
          >
            {said.clearFilter}
          </Button>
        )}
      </TagFilter>
      <p role="status" className="sr-only">
        {narrowed && !pending && found !== undefined ? said.found(found) : ""}
      </p>
    </div>
  );
}
