import { keepPreviousData, QueryClient, queryOptions } from "@tanstack/react-query";
import type { Input, OperationName, Output } from "../server/operations.ts";
import { call, offline, Refused } from "./call.ts";

/** Answers stay fresh for a while: changes by others arrive as live events. */
const freshMs = 30_000;
const triesMax = 3;

/** Retries only if the server cannot be reached or has an internal error. */
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

/** A query for a read operation. Its key is the name and the input. */
export function asking<Name extends OperationName>(name: Name, input: Input<Name>, organizationId?: string) {
  return queryOptions<Output<Name>>({
    queryKey: [name, input, ...(organizationId === undefined ? [] : [organizationId])],
    queryFn: ({ signal }) =>
      call(name, input, { signal, ...(organizationId !== undefined && { organizationId }) }),
  });
}

/** The same, but keeps the last answer until the next one arrives. For filters and pages. */
export const askingSmoothly = <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  organizationId?: string,
) => ({ ...asking(name, input, organizationId), placeholderData: keepPreviousData });
