import type { QueryClient } from "@tanstack/react-query";

const tellOfPeople = [
  "browseUsers",
  "getUser",
  "listInteractions",
  "listConversations",
  "getConversation",
  "listFacts",
  "queryMemory",
];

/** Has what tells of people read again. Transcripts aren't: their parts begin where others end, so they change in place. */
export const invalidateMemory = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ predicate: ({ queryKey: [name] }) => tellOfPeople.includes(name as string) });

/** What was erased is not kept in the browser either. */
export const forgetWords = (client: QueryClient): void =>
  client.removeQueries({
    type: "inactive",
    predicate: ({ queryKey: [name] }) => name === "readConversation" || tellOfPeople.includes(name as string),
  });
