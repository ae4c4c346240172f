import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { invalidateAssets } from "../api/invalidate.ts";
import type { Library } from "../server/operations.ts";

/**
 * Reads assets again long before the links of a private library expire: a link works for three quarters of `linkSeconds` at
 * least. A page that was hidden reads everything when it is shown again: see `useLiveEvents`.
 */
export function useRenewedLinks(library: Library | undefined): void {
  const queryClient = useQueryClient();
  const seconds = library?.private ? library.linkSeconds : undefined;
  useEffect(() => {
    if (seconds === undefined) return;
    const timer = setInterval(() => void invalidateAssets(queryClient), seconds * 500);
    return () => clearInterval(timer);
  }, [queryClient, seconds]);
}
