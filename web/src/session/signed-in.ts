import { useQuery } from "@tanstack/react-query";
import { Refused } from "../api/call.ts";
import type { Account } from "../server/operations.ts";
import { accountQuery } from "./session.ts";

/** The signed-in account, for public pages. Null if there is none, undefined while unknown. */
export function useSignedIn(): { account: Account | null | undefined; error: Error | null; retry(): void } {
  const { data, error, refetch } = useQuery(accountQuery);
  const nobody = error instanceof Refused && error.code === "UNAUTHENTICATED";
  return {
    account: nobody ? null : data,
    error: nobody || data ? null : error,
    retry: refetch,
  };
}
