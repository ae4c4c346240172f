import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { call } from "../../api/call.ts";
import type { Input } from "../../server/operations.ts";

/** Values of the form's fields. Days are in the local time zone. */
export interface Filters {
  actorId: string;
  operation: string;
  transport: string;
  from: string;
  until: string;
}

export const noFilters: Filters = { actorId: "", operation: "", transport: "", from: "", until: "" };

export const isFiltered = (filters: Filters): boolean => Object.values(filters).some((value) => value !== "");

/** The log, newest first, in pages. */
export const auditEntries = (organizationId: string, filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ["listAuditEntries", { organizationId, ...filters }],
    queryFn: ({ pageParam, signal }) =>
      call(
        "listAuditEntries",
        { organizationId, ...asked(filters), ...(pageParam !== undefined && { before: pageParam }) },
        { signal },
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });

function asked({ actorId, operation, transport, from, until }: Filters) {
  const first = momentOf(from, 0);
  const end = momentOf(until, 1);
  return {
    ...(actorId !== "" && { actorId }),
    ...(operation !== "" && { operation }),
    ...(transport !== "" && { transport: transport as Input<"listAuditEntries">["transport"] }),
    ...(first !== undefined && { from: first }),
    ...(end !== undefined && { until: end }),
  };
}

/** The start of the day `later` days after `day`. Undefined if none is chosen or it is out of range. */
function momentOf(day: string, later: number): number | undefined {
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + later);
  return at.getTime() >= 0 ? at.getTime() : undefined;
}
