import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { serverAnswers, setReachable } from "../api/connection.ts";
import { accountQuery } from "../session/session.ts";
import { newFreshness } from "./freshness.ts";

// A page that nobody looks at lets go: browsers keep only six connections to a server, for all tabs together.
const hiddenMs = 20_000;
// A refusal (signed out, no access, an older server) is final for the browser, so we ask again: after 5 s, 10 s … 5 min.
const firstPauseMs = 5_000;
const longestPauseMs = 300_000;
// The browser reconnects by itself after 1 s, as the server asks of it.
const lostMs = 2_000;

/** Follows what changes in an organization, whoever changes it, and has what is shown read again. */
export function useLiveEvents(organizationId: string): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const freshness = newFreshness(queryClient, organizationId);
    // Whose session or membership has ended is told so by what asks for the account.
    const onRefused = () => void queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
    const unfollow = follow(organizationId, freshness, onRefused);
    return () => {
      unfollow();
      freshness.stop();
    };
  }, [organizationId, queryClient]);
}

/** Keeps one stream open while the page is seen. Returns how to end it. */
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
      missed = false;
    };
    source.onerror = () => {
      missed = true;
      if (source?.readyState !== EventSource.CLOSED) {
        lost ??= setTimeout(() => setReachable(false), lostMs);
        return;
      }
      close();
      // A refusal is an answer, unless it is a proxy's for a server that is away.
      void serverAnswers().then(setReachable);
      onRefused();
      again = setTimeout(open, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
    source.addEventListener("asset", ({ data }) => freshness.asset(JSON.parse(data)));
    source.addEventListener("library", ({ data }) => freshness.library(JSON.parse(data).libraryId));
    source.addEventListener("members", () => freshness.members());
    source.addEventListener("libraries", () => freshness.libraries());
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
  window.addEventListener("online", open);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    window.removeEventListener("online", open);
    clearTimeout(hidden);
    close();
    setReachable(true);
  };
}
