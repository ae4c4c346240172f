import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { LibraryFilter } from "./assets/library-filter.ts";

/** A change of the filter. `undefined` removes a part. */
export type FilterChange = { [Part in keyof LibraryFilter]?: LibraryFilter[Part] | undefined };

/** The filter in the URL. Changes replace the history entry, so that "back" leaves the library. */
export function useLibraryFilter() {
  const filter = useSearch({ from: "/app/$organizationId/$libraryId" });
  const navigate = useNavigate();
  const change = useCallback(
    (changed: FilterChange) => {
      void navigate({
        to: ".",
        search: (before: LibraryFilter) => {
          const next = { ...before, ...changed };
          return Object.fromEntries(
            Object.entries(next).filter(([, value]) => value !== undefined && value.length > 0),
          ) as LibraryFilter;
        },
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return { filter, change };
}
