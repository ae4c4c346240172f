import type { QueryClient } from "@tanstack/react-query";
import { memoryQueries } from "../live/memory-news.ts";

const tellOfPeople = [...memoryQueries, "queryMemory"];

/** Invalidates all queries about people except transcripts, whose parts depend on each other and are changed in place. */
export const invalidateMemory = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ predicate: ({ queryKey: [name] }) => tellOfPeople.includes(name as string) });

/** Removes erased data from the browser's cache. */
export const dropErased = (client: QueryClient): void =>
  client.removeQueries({
    type: "inactive",
    predicate: ({ queryKey: [name] }) => name === "readConversation" || tellOfPeople.includes(name as string),
  });
