import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { serverAnswers, setReachable } from "../api/connection.ts";
import { accountQuery } from "../session/session.ts";
import { newFreshness } from "./freshness.ts";

// A hidden page closes its stream, because browsers allow only six connections to a server for all tabs.
const hiddenMs = 20_000;
// Browsers do not reconnect after an error response (signed out, no access), so this retries after 5 s, 10 s … 5 min.
const firstPauseMs = 5_000;
const longestPauseMs = 300_000;
// The browser reconnects after 1 s, the retry time sent by the server.
const lostMs = 2_000;

/** Listens to changes in an organization and refreshes the data shown. */
export function useLiveEvents(organizationId: string): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const freshness = newFreshness(queryClient, organizationId);
    // Reads the account again, which shows whether the session or membership has ended.
    const onRefused = () => void queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
    const unfollow = follow(organizationId, freshness, onRefused);
    return () => {
      unfollow();
      freshness.stop();
    };
  }, [organizationId, queryClient]);
}

/** Keeps one stream open while the page is visible. Returns a function that closes it. */
function follow(
  organizationId: string,
  freshness: ReturnType<typeof newFreshness>,
  onRefused: () => void,
): () => void {
  const address = `/api/app/events?${new URLSearchParams({ organizationId })}`;
  let source: EventSource | undefined;
  let missed = false;
  let pauseMs = firstPauseMs;
  let again: ReturnType<typeof setTimeout> | undefined;
  let lost: ReturnType<typeof setTimeout> | undefined;
  let hidden: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    clearTimeout(again);
    clearTimeout(lost);
    lost = undefined;
    source?.close();
    source = undefined;
  };
  const open = () => {
    close();
    source = new EventSource(address);
    source.onopen = () => {
      clearTimeout(lost);
      lost = undefined;
      pauseMs = firstPauseMs;
      setReachable(true);
      if (missed) freshness.reset();
      // Others may have gone on between the page's first answers and now.
      else freshness.opened();
      missed = false;
    };
    source.onerror = () => {
      missed = true;
      if (source?.readyState !== EventSource.CLOSED) {
        lost ??= setTimeout(() => setReachable(false), lostMs);
        return;
      }
      close();
      // An error response means that the server is reachable, unless a proxy sent it.
      void serverAnswers().then(setReachable);
      onRefused();
      again = setTimeout(open, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
    source.addEventListener("asset", ({ data }) => freshness.asset(JSON.parse(data)));
    source.addEventListener("library", ({ data }) => freshness.library(JSON.parse(data).libraryId));
    source.addEventListener("members", () => freshness.members());
    source.addEventListener("libraries", () => freshness.libraries());
    source.addEventListener("memory", ({ data }) => freshness.memory(JSON.parse(data).userIds));
    source.addEventListener("reset", () => freshness.reset());
  };
  const seen = () => {
    clearTimeout(hidden);
    if (document.visibilityState === "visible") {
      if (!source) open();
      return;
    }
    hidden = setTimeout(() => {
      missed = true;
      close();
    }, hiddenMs);
  };

  open();
  document.addEventListener("visibilitychange", seen);
  // The stream may not have noticed yet that it was cut.
  const online = () => {
    missed = true;
    open();
  };
  window.addEventListener("online", online);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    window.removeEventListener("online", online);
    clearTimeout(hidden);
    close();
    setReachable(true);
  };
}
