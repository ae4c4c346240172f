import { useQuery } from "@tanstack/react-query";
import { Refused } from "../api/call.ts";
import type { Account } from "../server/operations.ts";
import { accountQuery } from "./session.ts";

/** Who is signed in, for pages that are there for strangers too: `null` for nobody, `undefined` while it isn't known. */
export function useSignedIn(): { account: Account | null | undefined; error: Error | null; retry(): void } {
  const { data, error, refetch } = useQuery(accountQuery);
  const nobody = error instanceof Refused && error.code === "UNAUTHENTICATED";
  return {
    account: nobody ? null : data,
    error: nobody || data ? null : error,
    retry: refetch,
  };
}
