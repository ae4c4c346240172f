import type { Operation } from "../../kernel/operation.ts";

type Tag = Operation["noun"] | "Files" | "Reference";

/** What each group of the reference is about, in reading order. */
export const tagDescriptions: Readonly<Partial<Record<Tag, string>>> = {
  Account: "Start without an account, and see what a key reaches.",
  Libraries: "A library holds assets and has a key's access granted to it. Its id is a readable slug.",
  Assets: "An asset is an uploaded picture, movie or PDF, with everything known about it.",
  Search: "Find assets by words in their names, descriptions and tags, in every library that a key reaches.",
  Tags: "Short labels on assets. They keep their case, and are the same whatever their case.",
  Files:
    "Links to the files themselves. Whoever knows a link can open it: it needs no key and no `Api-Version`.",
  Tenants:
    "A tenant is an organization that keeps memory: its settings, its API keys and its statistics. Memory lies under `/api/v1`, " +
    "and needs no `Api-Version`.",
  Users: "The people whom your agents talk to. Everything that is remembered belongs to one of them.",
  Conversations: "What belongs together of a user's exchanges.",
  Memory: "Exchanges: what a user said and what your agent answered. Findable as soon as they are answered.",
  Facts: "What a user's exchanges tell about them, each with its source and the time for which it holds.",
  Webhooks: "Events for a server of yours, signed.",
  Reference: "This reference, for machines.",
};

/** The groups as a reader of the reference sees them together. */
export const tagGroups: readonly { name: string; tags: readonly Tag[] }[] = [
  { name: "Images", tags: ["Account", "Libraries", "Assets", "Search", "Tags", "Files"] },
  { name: "Memory", tags: ["Tenants", "Users", "Conversations", "Memory", "Facts", "Webhooks"] },
  { name: "About", tags: ["Reference"] },
];
