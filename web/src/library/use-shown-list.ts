import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type AssetList, pageQuery } from "./assets/asset-pages.ts";
import type { LibraryFilter } from "./assets/library-filter.ts";

/**
 * The list to show: the one of the filter, or the previous one until the first page has loaded, so that nothing flickers
 * while typing. `pending` is true meanwhile.
 */
export function useShownList(organizationId: string, libraryId: string, filter: LibraryFilter) {
  const asked = JSON.stringify(filter);
  const wanted: AssetList = useMemo(
    () => ({ organizationId, libraryId, filter: JSON.parse(asked) as LibraryFilter }),
    [organizationId, libraryId, asked],
  );
  const first = useQuery(pageQuery(wanted, 0));
  const [shown, setShown] = useState(wanted);
  const settled = first.data !== undefined || first.error !== null;
  if (settled && shown !== wanted) setShown(wanted);
  const list = settled ? wanted : shown;
  const before = useQuery({ ...pageQuery(list, 0), enabled: list !== wanted });
  return { list, first: list === wanted ? first : before, pending: list !== wanted };
}
