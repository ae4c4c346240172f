import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { invalidateAssets } from "../api/invalidate.ts";
import { accountQuery } from "../session/session.ts";
import { acceptUpTo, cancelUploads, clearFinished } from "./queue.ts";
import { queueState, useQueue, watchQueue } from "./queue-state.ts";

/** Warns before the app is left during uploads. Cancels uploads when another person signs in. */
export function useStayWhileUploading(): void {
  const { running, waiting } = useQueue();
  const busy = running + waiting > 0;
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [busy]);
  const { data: account } = useQuery(accountQuery);
  const owner = useRef(ownerOfQueue);
  useEffect(() => {
    if (account === undefined) return;
    acceptUpTo(account.fileBytesMax);
    if (owner.current !== undefined && owner.current !== account.id) {
      cancelUploads();
      clearFinished();
    }
    owner.current = ownerOfQueue = account.id;
  }, [account]);
}

let ownerOfQueue: string | undefined;

// Limits how often lists are refreshed.
const refreshMs = 2_500;

/** Refreshes the queries that show uploads, periodically during uploads and once at the end. */
export function useRefresh(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let seen = queueState().done;
    let pending: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      pending = undefined;
      void invalidateAssets(queryClient);
    };
    const schedule = (isLast: boolean) => {
      if (!isLast && pending !== undefined) return;
      clearTimeout(pending);
      pending = setTimeout(refresh, isLast ? 0 : refreshMs);
    };
    const stop = watchQueue(() => {
      const { done, running, waiting } = queueState();
      const isMore = done > seen;
      seen = done;
      if (isMore) schedule(running + waiting === 0);
    });
    return () => {
      stop();
      clearTimeout(pending);
    };
  }, [queryClient]);
}
