import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { LibraryFilter } from "./assets/library-filter.ts";

/** What is to change; `undefined` takes a part of the filter away. */
export type FilterChange = { [Part in keyof LibraryFilter]?: LibraryFilter[Part] | undefined };

/** The filter in the address. A change replaces it: going back leads out of the library, not through every letter. */
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
