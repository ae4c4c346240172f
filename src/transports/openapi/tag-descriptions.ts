import type { Operation } from "../../kernel/operation.ts";

type Tag = Operation["noun"] | "Files" | "Reference";

/** A description of each tag, in reading order. */
export const tagDescriptions: Readonly<Partial<Record<Tag, string>>> = {
  Account: "Start without an account, and see what a key can access.",
  Organizations: "An organization owns libraries, memory and keys. Its id is a readable slug.",
  Libraries: "A library holds assets, and keys are granted access to it. Its id is a readable slug.",
  Assets: "An asset is an uploaded picture, movie or PDF with its metadata.",
  Search:
    "Find assets by words in their names, descriptions and tags, in every library that the key can read.",
  Tags: "Short labels on assets. They keep their case, but compare without it.",
  Sharing: "Links to public galleries, which expire and can be revoked.",
  Files: "Links to the files themselves. Anyone with a link can open it, without a key or `Api-Version`.",
  Tenants:
    "A tenant is an organization that uses memory: its settings, API keys and statistics. The memory API is under `/api/v1` " +
    "and needs no `Api-Version`.",
  Users: "The people your agents talk to. Every memory belongs to one of them.",
  Conversations: "A conversation groups exchanges of one user.",
  Memory: "Exchanges: a user's message and your agent's response. Searchable as soon as the call returns.",
  Facts:
    "Facts about a user, learned from their exchanges, each with its source and the time it is valid for.",
  Entities: "People, pets, places and organizations that a user speaks of.",
  Webhooks: "Signed events, sent to your server.",
  Reference: "This reference, for machines.",
};

/** How the reference groups the tags. */
export const tagGroups: readonly { name: string; tags: readonly Tag[] }[] = [
  {
    name: "Images",
    tags: ["Account", "Organizations", "Libraries", "Assets", "Search", "Tags", "Sharing", "Files"],
  },
  { name: "Memory", tags: ["Tenants", "Users", "Conversations", "Memory", "Facts", "Entities", "Webhooks"] },
  { name: "About", tags: ["Reference"] },
];
