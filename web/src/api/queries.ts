import { keepPreviousData, QueryClient, queryOptions } from "@tanstack/react-query";
import type { Input, OperationName, Output } from "../server/operations.ts";
import { call, offline, Refused } from "./call.ts";

/** Answers are fresh for a while: what others change arrives as live events. */
const freshMs = 30_000;
const triesMax = 3;

/** Refusals are final, but for a server out of reach or at fault. */
function worthAnotherTry(failures: number, error: Error): boolean {
  if (failures >= triesMax) return false;
  return error instanceof Refused && (error.code === offline || error.code === "SERVICE_UNAVAILABLE");
}

export const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: freshMs, retry: worthAnotherTry, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });

/** A reading operation as a query: its key is its name and its input. */
export function asking<Name extends OperationName>(name: Name, input: Input<Name>, organizationId?: string) {
  return queryOptions<Output<Name>>({
    queryKey: [name, input, ...(organizationId === undefined ? [] : [organizationId])],
    queryFn: ({ signal }) =>
      call(name, input, { signal, ...(organizationId !== undefined && { organizationId }) }),
  });
}

/** The same, showing the last answer until the next one is there: for filters and pages. */
export const askingSmoothly = <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  organizationId?: string,
) => ({ ...asking(name, input, organizationId), placeholderData: keepPreviousData });
