import type { Query } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";

/** The people whose memory changed. */
export type Changed = ReadonlySet<string> | "any";

/** The queries that show what is kept of people, without transcripts, which are read again in place, and recalls. */
export const memoryQueries: readonly string[] = [
  "browseUsers",
  "getUser",
  "listInteractions",
  "listConversations",
  "getConversation",
  "listFacts",
  "listEntities",
  "getEntity",
];

/** Whether a query shows something of these people. */
export function showsPeople({ queryKey: [name, input] }: Query, changed: Changed): boolean {
  if (!memoryQueries.includes(name as string)) return false;
  const { user_id: userId } = (input ?? {}) as { user_id?: string };
  return userId === undefined || changed === "any" || changed.has(userId);
}

const hearers = new Set<(changed: Changed) => void>();

/** Calls what waits for news of these people. */
export const tellOfPeople = (changed: Changed): void => {
  for (const hear of hearers) hear(changed);
};

/** Calls `run` when a person's memory may have changed: for what is not read again as a whole. */
export function useNewsOf(userId: string, run: () => unknown): void {
  const latest = useEffectEvent(() => void run());
  useEffect(() => {
    const hear = (changed: Changed) => {
      if (changed === "any" || changed.has(userId)) latest();
    };
    hearers.add(hear);
    return () => {
      hearers.delete(hear);
    };
  }, [userId]);
}
