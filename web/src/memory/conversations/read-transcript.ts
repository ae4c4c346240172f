import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../../api/call.ts";
import type { Input, Output } from "../../server/operations.ts";
import { readAgain, shownMax } from "./read-again.ts";

type Part = Output<"readConversation">;
export type Interaction = Part["interactions"][number];
type From = Input<"readConversation">["from"] | null;

const operation = "readConversation";

/** A conversation in parts, loaded in both directions. */
export function useTranscript(organizationId: string, conversationId: string, at: string | null) {
  const queryClient = useQueryClient();
  const queryKey = [operation, { conversation_id: conversationId, at }, organizationId];
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }): Promise<Part> =>
      call(
        operation,
        { conversation_id: conversationId, limit: shownMax.atATime, ...(pageParam && { from: pageParam }) },
        { organizationId, signal },
      ),
    initialPageParam: (at === null ? null : { interaction_id: at, side: "around" }) as From,
    getPreviousPageParam: (part, parts) => (part.earlier ? beyond(parts, "before") : null),
    getNextPageParam: (part, parts) => (part.later ? beyond(parts, "after") : null),
    maxPages: shownMax.parts,
    // Never refetched: a part starts at the end of another, which may have been forgotten. A new visit loads all again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const startOver = () => queryClient.resetQueries({ queryKey });
  return {
    ...query,
    startOver,
    /** Shows what changed. Begins with the exchanges that are visible. */
    async readAgain(visible: () => readonly string[]): Promise<void> {
      const read = (side: "before" | "after" | "around", interaction_id: string, limit: number) =>
        call(
          operation,
          { conversation_id: conversationId, limit, from: { interaction_id, side } },
          { organizationId },
        );
      if (!(await readAgain(queryClient, queryKey, read, visible))) await startOver();
    },
  };
}

function beyond(parts: readonly Part[], side: "before" | "after"): From {
  const all = parts.flatMap(({ interactions }) => interactions);
  const edge = all.at(side === "before" ? 0 : -1);
  return edge ? { interaction_id: edge.interaction_id, side } : null;
}

/** Removes a forgotten exchange from a transcript's parts. */
export const withoutExchange =
  (interactionId: string) =>
  (data: InfiniteData<Part> | undefined): InfiniteData<Part> | undefined =>
    data && {
      ...data,
      pages: data.pages.map((part) => ({
        ...part,
        interactions: part.interactions.filter(({ interaction_id }) => interaction_id !== interactionId),
      })),
    };
